package io.atomicflow.semaphore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Permits that are made beforehand: taken out to run, put back afterwards.
 *
 * <pre>
 * Mechanism. The count says whether a permit may be taken, and numbers it; a slot is what is taken. A taker first
 * counts itself in, then puts its id into a free slot; a returner first empties its slot, then counts itself out. So
 * there are never fewer free slots than takers that were counted in and have none yet, and a taker may look until it
 * has one. It begins to look at another slot each time, so that it finds one at once unless some are held for long.
 *
 * The id of a permit is its number and its slot together. It only grows, and the slot is found by it. To give a permit
 * back is to swap its id for 0: of two returns of one permit one loses, and a stale id is not there any more.
 * </pre>
 */
final class ChannelSemaphore extends PermitCount implements TaskSemaphore {

    /** Slot numbers have 16 bits, and 0 is none. */
    static final int MAX_PERMITS = 65_535;

    private static final int SLOT_BITS = 16;
    private static final long SLOT = (1L << SLOT_BITS) - 1;

    /** 47 bits last 162 days at ten million permits a second from one limit. Then ids begin again. */
    private static final long NUMBER = Long.MAX_VALUE >> SLOT_BITS;

    private static final VarHandle SLOTS;
    private static final VarHandle ID = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(ChannelSemaphore.class, "slots", long[][].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Which permit is in which slot, 0 for none. Grows by a further row, as rows in use cannot be moved. */
    private volatile long[][] slots = new long[0][];

    ChannelSemaphore(int permits) {
        super(checked(permits));
        make(permits);
    }

    @Override
    public long tryAcquire() {
        long number = take();
        return number == 0 ? NONE : intoFreeSlot(number & NUMBER);
    }

    private long intoFreeSlot(long number) {
        while (true) {
            int before = 0;
            for (long[] row : slots) {
                int first = (int) number & (Integer.highestOneBit(row.length) - 1); // one after the other, no division
                for (int i = 0; i < row.length; i++) {
                    int at = first + i < row.length ? first + i : first + i - row.length;
                    long id = number << SLOT_BITS | before + at + 1;
                    if ((long) ID.getVolatile(row, at) == NONE && ID.compareAndSet(row, at, NONE, id)) {
                        return id;
                    }
                }
                before += row.length;
            }
            Thread.onSpinWait(); // others were faster each time
        }
    }

    @Override
    public boolean release(long permitId) {
        return permitId > NONE && leavesSlot(permitId) && giveBack();
    }

    private boolean leavesSlot(long permitId) {
        int at = (int) (permitId & SLOT) - 1;
        if (at < 0) {
            return false;
        }
        for (long[] row : slots) {
            if (at < row.length) {
                return ID.compareAndSet(row, at, permitId, NONE);
            }
            at -= row.length;
        }
        return false;
    }

    @Override
    public void resize(int permits) {
        make(checked(permits));
        count(permits);
    }

    @Override
    public boolean mayHandOn() {
        return isWithinBounds();
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
            long[][] now = slots;
            int there = 0;
            for (long[] row : now) {
                there += row.length;
            }
            if (permits <= there) {
                return;
            }
            long[][] more = Arrays.copyOf(now, now.length + 1);
            int most = MAX_PERMITS - there;
            int wanted = Math.max(permits - there, Math.min(there, most));
            more[now.length] = new long[Math.min(powerOfTwoFrom(wanted), most)];
            if (SLOTS.compareAndSet(this, now, more)) {
                return;
            }
        }
    }

    private static int powerOfTwoFrom(int size) {
        return Integer.highestOneBit(2 * size - 1);
    }

    private static int checked(int permits) {
        if (permits > MAX_PERMITS) {
            throw new IllegalArgumentException("permits of a channel semaphore must be 0 to " + MAX_PERMITS + ", was "
                    + permits + "; Semaphores.atomic() can count more");
        }
        return permits;
    }
}
