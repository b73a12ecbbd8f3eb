package io.atomicflow.semaphore;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Permits that are made beforehand: taken out to run, put back afterwards.
 *
 * <pre>
 * Mechanism. The count says whether a permit may be taken, and numbers it; a slot is what is taken. A taker first counts
 * itself in, then puts its id into a free slot; a returner first empties its slot, then counts itself out. So there are
 * never fewer free slots than takers that were counted in and have none yet, and a taker may look until it has one. It
 * begins to look at another slot each time, so that it finds one at once unless some are held for long.
 *
 * The id of a permit is its number and its slot together. It only grows, and the slot is found by it. To give a permit
 * back is to swap its id for 0: of two returns of one permit one loses, and a stale id is not there any more.
 * </pre>
 */
final class ChannelSemaphore implements TaskSemaphore {

    /** Slot numbers have 16 bits, and 0 is none. */
    static final int MAX_PERMITS = 65_535;

    private static final int SLOT_BITS = 16;
    private static final long SLOT = (1L << SLOT_BITS) - 1;

    /** 47 bits last 162 days at ten million permits a second from one limit. Then ids begin again. */
    private static final long NUMBER = Long.MAX_VALUE >> SLOT_BITS;

    private final PermitCount count;
    private final AtomicReference<AtomicLong[]> slots = new AtomicReference<>(new AtomicLong[0]);

    ChannelSemaphore(int permits) {
        this.count = new PermitCount(checked(permits));
        make(permits);
    }

    @Override
    public long tryAcquire() {
        long number = count.tryAcquire();
        return number == 0 ? NONE : intoFreeSlot(number);
    }

    private long intoFreeSlot(long number) {
        while (true) {
            AtomicLong[] now = slots.get();
            int first = (int) (number % now.length);
            for (int i = 0; i < now.length; i++) {
                int at = first + i < now.length ? first + i : first + i - now.length;
                long id = (number & NUMBER) << SLOT_BITS | at + 1;
                if (now[at].get() == NONE && now[at].compareAndSet(NONE, id)) {
                    return id;
                }
            }
            Thread.onSpinWait(); // others were faster each time
        }
    }

    @Override
    public boolean release(long permitId) {
        int number = (int) (permitId & SLOT);
        AtomicLong[] now = slots.get();
        if (permitId <= NONE || number == 0 || number > now.length
                || !now[number - 1].compareAndSet(permitId, NONE)) {
            return false;
        }
        return count.release();
    }

    @Override
    public void resize(int permits) {
        make(checked(permits));
        count.resize(permits);
    }

    @Override
    public boolean mayHandOn() {
        return count.isWithinBounds();
    }

    @Override
    public int permits() {
        return count.permits();
    }

    @Override
    public int held() {
        return count.held();
    }

    @Override
    public int maxPermits() {
        return MAX_PERMITS;
    }

    /**
     * Makes slots until there are as many as permits. They stay when the limit shrinks: the count keeps them unused.
     */
    private void make(int permits) {
        for (AtomicLong[] now = slots.get(); permits > now.length; now = slots.get()) {
            AtomicLong[] more = Arrays.copyOf(now, permits);
            for (int i = now.length; i < permits; i++) {
                more[i] = new AtomicLong();
            }
            boolean ignored = slots.compareAndSet(now, more); // else somebody else has made some: look again
        }
    }

    private static int checked(int permits) {
        if (permits > MAX_PERMITS) {
            throw new IllegalArgumentException("permits of a channel semaphore must be 0 to " + MAX_PERMITS + ", was "
                    + permits + "; Semaphores.atomic() can count more");
        }
        return permits;
    }
}
