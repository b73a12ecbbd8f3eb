package io.atomicflow.semaphore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits that are made beforehand and travel through a channel: taken out to run, put back afterwards.
 *
 * <pre>
 * Mechanism. The count says whether a permit may be taken; the channel says which. A taker first counts itself in,
 * then takes a slot out of the channel; a returner first puts its slot back, then counts itself out. So there are
 * never fewer slots in the channel than takers that were counted in and have none yet, and a taker may try until it
 * has one.
 *
 * The channel is a Treiber stack of slot numbers (R. K. Treiber, "Systems Programming: Coping with Parallelism",
 * 1986) in one word: the number of the top slot in the low 16 bits, and above them a turn that each successful step
 * raises, which rules out the ABA problem. The turn also makes the id of a permit: turn and slot together. It only
 * grows, and the slot finds the permit again. 48 bits of turns last 162 days at ten million permits a second from one
 * limit.
 *
 * A slot holds the id of its permit while it is held, else 0. To give a permit back is to swap its id for 0: of two
 * returns of one permit one loses, and a stale id is not there any more.
 * </pre>
 */
final class ChannelSemaphore implements TaskSemaphore {

    /** Slot numbers have 16 bits, and 0 means an empty channel. */
    static final int MAX_PERMITS = 65_535;

    private static final int SLOT_BITS = 16;
    private static final long SLOT = (1L << SLOT_BITS) - 1;

    private final PermitCount count;
    private final AtomicLong channel = new AtomicLong();
    private volatile Slot[] slots = new Slot[0];

    private static final VarHandle SLOTS;

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(ChannelSemaphore.class, "slots", Slot[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One permit of the pool. Padding is not worth it: neighbours are few, and each is touched twice a task. */
    private static final class Slot {
        final AtomicLong permitId = new AtomicLong();
        volatile int below;
    }

    ChannelSemaphore(int permits) {
        this.count = new PermitCount(checked(permits));
        make(permits);
    }

    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    @Override
    public long tryAcquire() {
        if (!count.tryAcquire()) {
            return NONE;
        }
        while (true) {
            long seen = channel.get();
            int number = (int) (seen & SLOT);
            if (number == 0) {
                Thread.yield(); // a resize that grows has made slots, and is about to put them in
                continue;
            }
            Slot slot = slots[number - 1];
            long turn = (seen >>> SLOT_BITS) + 1;
            if (channel.compareAndSet(seen, turn << SLOT_BITS | slot.below)) {
                long id = turn << SLOT_BITS | number;
                slot.permitId.set(id);
                return id;
            }
        }
    }

    @Override
    public boolean release(long permitId) {
        int number = (int) (permitId & SLOT);
        Slot[] now = slots;
        if (permitId <= NONE || number == 0 || number > now.length) {
            return false;
        }
        if (!now[number - 1].permitId.compareAndSet(permitId, NONE)) {
            return false;
        }
        putIntoChannel(number, now[number - 1]);
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
        while (true) {
            Slot[] now = slots;
            if (permits <= now.length) {
                return;
            }
            Slot[] more = Arrays.copyOf(now, permits);
            for (int i = now.length; i < permits; i++) {
                more[i] = new Slot();
            }
            if (SLOTS.compareAndSet(this, now, more)) {
                for (int i = now.length; i < permits; i++) {
                    putIntoChannel(i + 1, more[i]);
                }
                return;
            }
        }
    }

    private void putIntoChannel(int number, Slot slot) {
        while (true) {
            long seen = channel.get();
            slot.below = (int) (seen & SLOT);
            long turn = (seen >>> SLOT_BITS) + 1;
            if (channel.compareAndSet(seen, turn << SLOT_BITS | number)) {
                return;
            }
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
