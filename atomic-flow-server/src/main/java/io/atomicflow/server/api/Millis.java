package io.atomicflow.server.api;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Times as they are told: in milliseconds, to the thousandth. Finer than that nobody reads. */
final class Millis {

    private static final double NANOS = 1e6;

    private Millis() {}

    static double of(long nanos) {
        return Math.round(nanos / NANOS * 1_000) / 1_000.0;
    }

    static double of(Duration time) {
        return of(time.toNanos());
    }

    static @Nullable Double of(OptionalLong nanos) {
        return nanos.isPresent() ? (Double) of(nanos.getAsLong()) : null;
    }
}
