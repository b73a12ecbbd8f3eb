package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time that passes when it is told to. It begins just before nanoTime would overflow: that must not matter. */
final class FakeTime implements LongSupplier {

    private long now = Long.MAX_VALUE - 1_000;

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
