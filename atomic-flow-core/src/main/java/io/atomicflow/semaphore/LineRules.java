package io.atomicflow.semaphore;

import io.atomicflow.task.FlowClock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the lines of a flow's limits have in common.
 *
 * @param clock what time it is
 * @param aging the head start of a waiter for each level of its priority, above zero
 * @param blocking told of threads that wait for a permit
 */
public record LineRules(FlowClock clock, Duration aging, Blocking blocking) {

    /** Told when a thread is about to wait, and when it goes on. Called by that thread; must not throw. */
    public interface Blocking {

        /** Nobody needs to know. */
        Blocking UNNOTICED = new Blocking() {
            @Override
            public void begin() {}

            @Override
            public void end() {}
        };

        /** The calling thread is about to wait. */
        void begin();

        /** The calling thread goes on. */
        void end();
    }

    /** Real time, and a second for each level. */
    public static final LineRules DEFAULT = new LineRules(FlowClock.system(), Duration.ofSeconds(1),
            Blocking.UNNOTICED);

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if aging is zero or negative
     */
    public LineRules {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(blocking, "blocking");
        if (!aging.isPositive()) {
            throw new IllegalArgumentException("aging must be above zero, was " + aging);
        }
    }

    long agingNanos() {
        return Math.min(TimeUnit.NANOSECONDS.convert(aging), Long.MAX_VALUE >> 3);
    }
}
