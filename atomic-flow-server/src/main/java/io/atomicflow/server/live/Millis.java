package io.atomicflow.server.live;

import java.time.Duration;

/** Times as clients are told them. */
final class Millis {

    private static final double NANOS = 1e6;

    private Millis() {}

    /** In thousandths: finer than that nobody reads. */
    static double of(Duration time) {
        return Math.round(time.toNanos() / NANOS * 1_000) / 1_000.0;
    }
}
