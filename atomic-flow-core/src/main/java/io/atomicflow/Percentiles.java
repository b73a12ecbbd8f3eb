package io.atomicflow;

import java.time.Duration;

/**
 * How long something took lately: over the last ten to twenty seconds. Each value is exact to an eighth of itself. Of
 * bodies that end within microseconds only a sample is timed.
 *
 * @param count how many were timed
 * @param p50 half of them took no longer
 * @param p95 95 in 100 took no longer
 * @param p99 99 in 100 took no longer
 * @param max none took longer
 */
public record Percentiles(long count, Duration p50, Duration p95, Duration p99, Duration max) {

    /** Of nothing. */
    public static final Percentiles NONE = new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO,
            Duration.ZERO);
}
