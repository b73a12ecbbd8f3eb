package io.atomicflow.bench;

import dev.failsafe.Bulkhead;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Failsafe's bulkhead policy, on virtual threads.
 *
 * <p>Its guide makes callers wait with {@code withMaxWaitTime}, without which a full bulkhead throws. Each task is a
 * {@code run} on a virtual thread of its own, and not a {@code runAsync}: that one runs a waiting task inside the call
 * that releases the permit, under the bulkhead's monitor (3.3.2, {@code BulkheadImpl.releasePermit}). So bodies
 * that had to wait run one after the other whatever the limit is, each deeper in the stack of the one before, until the
 * stack ends and the rest is lost. It also leaves a timer behind for each task that waited.
 */
final class FailsafeContender implements Contender {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FailsafeExecutor<Object> failsafe;

    FailsafeContender(int permits) {
        this.failsafe = Failsafe.with(
                Bulkhead.builder(permits).withMaxWaitTime(Duration.ofDays(1)).build());
    }

    @Override
    public void submit(Runnable body) {
        threads.execute(() -> failsafe.run(body::run));
    }

    @Override
    public void close() {
        threads.close();
    }
}
