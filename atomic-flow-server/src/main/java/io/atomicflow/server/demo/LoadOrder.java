package io.atomicflow.server.demo;

import java.time.Duration;

/** So many tasks of one kind, please. The same seed gives the same tasks at the same times. */
public record LoadOrder(int count, int limit, Workload workload, Duration duration, Spread spread, long seed) {

    /** There are limits "1" to "10"; each has as many permits as its key says. */
    public static final int MAX_LIMIT = 10;

    /** The longest that a body may take. */
    public static final Duration MAX_DURATION = Duration.ofMinutes(1);

    /** The name of the limit. */
    String limitKey() {
        return Integer.toString(limit);
    }
}
