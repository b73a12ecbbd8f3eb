package io.atomicflow.bench.guard;

import java.util.Locale;

/**
 * What must not be lost.
 *
 * @param what it is about
 * @param limit the bound
 * @param sense whether it is from above or from below
 * @param unit behind the number
 */
record Bound(String what, double limit, Sense sense, String unit) {

    enum Sense {
        AT_LEAST, AT_MOST
    }

    /**
     * Well below what was seen when this was written: 0.5 to 1.3, as the pool's own speed differs by a factor of two
     * from one run to the next on two cores. What is wanted is 2.
     */
    static final Bound THROUGHPUT = new Bound("tasks a second, beside pool + Semaphore", 0.35, Sense.AT_LEAST, "times");

    /** A task's own object, which is all that its way may allocate. */
    static final Bound ALLOCATION = new Bound("allocated for a task, beside its body", 80, Sense.AT_MOST, "bytes");

    /** Its p99 beside the same with the other limit idle. */
    static final Bound HEAD_OF_LINE = new Bound("p99 beside a saturated limit, beside an idle one", 3, Sense.AT_MOST,
            "times");

    boolean holds(double seen) {
        return switch (sense) {
            case AT_LEAST -> seen >= limit;
            case AT_MOST -> seen <= limit;
        };
    }

    String line(double seen) {
        return String.format(Locale.ROOT, "%-7s %s: %.2f %s, bound %s %s", holds(seen) ? "ok" : "MISSED", what, seen,
                unit,
                sense == Sense.AT_LEAST ? "at least" : "at most", limit);
    }
}
