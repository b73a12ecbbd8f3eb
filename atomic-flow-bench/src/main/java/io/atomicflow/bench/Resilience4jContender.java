package io.atomicflow.bench;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Resilience4j's bulkhead, on virtual threads.
 *
 * <p>Its guide decorates the call, leaves the choice of threads to the user, and makes callers wait with {@code
 * maxWaitDuration}, which is zero unless set. Waiting is fair unless told otherwise; it is told otherwise here, as the
 * JDK's semaphores beside it are not fair either.
 */
final class Resilience4jContender implements Contender {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Bulkhead bulkhead;

    Resilience4jContender(int permits) {
        this.bulkhead = Bulkhead.of(
                "bench",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(permits)
                        .maxWaitDuration(Duration.ofDays(1))
                        .fairCallHandlingStrategyEnabled(false)
                        .build());
    }

    @Override
    public void submit(Runnable body) {
        threads.execute(Bulkhead.decorateRunnable(bulkhead, body));
    }

    @Override
    public void close() {
        threads.close();
    }
}
