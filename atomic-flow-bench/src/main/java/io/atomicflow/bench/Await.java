package io.atomicflow.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads are about to have done, and leaves them the core meanwhile. */
final class Await {

    private static final long BETWEEN_LOOKS_NANOS = 20_000;

    private Await() {}

    /** JMH interrupts what hangs. */
    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("interrupted: what was waited for has not come");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
