package io.atomicflow.queue;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bound of the intake, exact to the slot: so many taken so far, so many given back so far. Counters that only
 * grow, apart from each other in memory, so that those who submit and those who dispatch do not write to one cache
 * line.
 *
 * <pre>
 * Who takes does not add up what was given back each time: it remembers what it was, which is never more than it is
 * now, and adds up again only when that leaves too little room.
 *
 * Why they cannot overshoot: "taken" is read, then "returned", then "retaken", then "taken" is raised by CAS. If the
 * CAS succeeds nobody took a slot in between; slots given back in between only make more room, and what was retaken is
 * not overlooked. It is full only if no slot was given back while this was found out: each count of "returned" only
 * grows, so two equal sums mean that none of them has changed from the end of the first to the begin of the second.
 * </pre>
 *
 * <p>What was accepted once may come back for another attempt, and then takes a slot whether there is one or not: it
 * cannot be refused any more. Until it has left again, newcomers find less room.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time. <b>Blocking:</b> none blocks.
 */
public final class Slots {

    /** What {@link #take} answers when there is not enough room. */
    public static final long FULL = -1;
    /** What {@link #take} answers after {@link #close}. */
    public static final long CLOSED = -2;

    private static final long CLOSED_BIT = Long.MIN_VALUE;

    private final int capacity;
    private final TakenCounter taken = new TakenCounter();
    private final Tallies tallies;
    private final int returned;
    private final AtomicLong retaken = new AtomicLong();

    /** A counter, and what its writers remember, that have their cache lines to themselves. */
    @SuppressWarnings("serial") // never serialised
    private static final class TakenCounter extends AtomicLong {
        /**
         * What "returned" was when somebody last added it up. Threads may overwrite each other's, with older ones too.
         */
        volatile long knownReturned;

        @SuppressWarnings("unused")
        private long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14;
    }

    /**
     * Makes as many slots, all of them free.
     *
     * @param capacity how many, 1 or more
     * @throws IllegalArgumentException if the number is below 1
     */
    public Slots(int capacity) {
        this(capacity, new Tallies(0, 1), 0);
    }

    /**
     * Makes as many slots, all of them free.
     *
     * @param capacity how many, 1 or more
     * @param tallies where it is counted what was given back
     * @param returned as which kind
     * @throws IllegalArgumentException if the capacity is below 1
     */
    public Slots(int capacity, Tallies tallies, int returned) {
        if (capacity < 1) {
            throw new IllegalArgumentException("queue capacity must be 1 or more, was " + capacity);
        }
        this.capacity = capacity;
        this.tallies = tallies;
        this.returned = returned;
    }

    /**
     * Takes slots, all of them or none.
     *
     * @param count how many, 1 or more
     * @return how many had been taken before these, ever; or {@link #FULL}; or {@link #CLOSED}
     */
    public long take(int count) {
        long before = taken.get();
        while (before >= 0) {
            long known = taken.knownReturned; // before "retaken": see above
            if (before + count + retaken.get() - known > capacity) {
                long back = returnedSoFar();
                taken.knownReturned = back;
                if (before + count + retaken.get() - back > capacity) {
                    long now = taken.get();
                    if (now == before && returnedSoFar() == back) {
                        return FULL; // at the moment at which "retaken" was read
                    }
                    before = now;
                    continue;
                }
            }
            long witness = taken.compareAndExchange(before, before + count);
            if (witness == before) {
                return before;
            }
            before = witness;
        }
        return CLOSED;
    }

    /**
     * Takes slots whether there are any or not, for what will give them back at once.
     *
     * @param count how many, 1 or more
     * @return how many had been taken before these, ever; or {@link #CLOSED}
     */
    public long takeBeyond(int count) {
        long before = taken.getAndUpdate(now -> now < 0 ? now : now + count);
        return before < 0 ? CLOSED : before;
    }

    /** Gives one slot back. A worker may count it on a tally of its own instead. */
    public void giveBack() {
        tallies.ofOthers().addOne(returned);
    }

    /** Takes a slot for something that was accepted before, even beyond the capacity. */
    public void retake() {
        retaken.getAndIncrement();
    }

    /** Takes no more: each {@link #take} that has not succeeded yet answers {@link #CLOSED}. */
    public void close() {
        taken.getAndUpdate(count -> count | CLOSED_BIT);
    }

    /**
     * Tells whether {@link #close} was called.
     *
     * @return whether it was
     */
    public boolean isClosed() {
        return taken.get() < 0;
    }

    /**
     * Returns how many slots there are.
     *
     * @return the number, 1 or more
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Returns how many slots were ever taken by {@link #take}.
     *
     * @return the number so far
     */
    public long takenSoFar() {
        return taken.get() & ~CLOSED_BIT;
    }

    /**
     * Returns how many slots were ever taken by {@link #retake}.
     *
     * @return the number so far
     */
    public long retakenSoFar() {
        return retaken.get();
    }

    /**
     * Returns how many slots were ever given back. Read before the other two it is never higher than their sum.
     *
     * @return the number so far
     */
    public long returnedSoFar() {
        return tallies.sum(returned);
    }

    /**
     * Returns how many slots are free now.
     *
     * @return the number, 0 to the capacity
     */
    public int free() {
        long back = returnedSoFar();
        return Math.clamp(capacity - (takenSoFar() + retakenSoFar() - back), 0, capacity);
    }
}
