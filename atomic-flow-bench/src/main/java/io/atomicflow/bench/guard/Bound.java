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

    /** Half of what is wanted at the least: less is a loss, not noise. */
    static final Bound THROUGHPUT = new Bound("tasks a second, beside pool + Semaphore", 1.5, Sense.AT_LEAST, "times");

    /** A task's own object, which is all that its way may allocate. */
    static final Bound ALLOCATION = new Bound("allocated for a task, beside its body", 128, Sense.AT_MOST, "bytes");

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
        return String.format(Locale.ROOT, "%-7s %s: %.2f %s, bound %s %.1f", holds(seen) ? "ok" : "MISSED", what, seen,
                unit,
                sense == Sense.AT_LEAST ? "at least" : "at most", limit);
    }
}
