package io.atomicflow.bench;

import com.netflix.concurrency.limits.executors.BlockingAdaptiveExecutor;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.BlockingLimiter;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Netflix' concurrency-limits with a fixed limit, on virtual threads.
 *
 * <p>Its guide uses the blocking limiter as back pressure: the <em>submitter</em> waits until there is a permit, and
 * only then hands its task to a thread ({@code BlockingAdaptiveExecutor}). So {@link #submit} blocks while the limit is
 * reached, and there is never a queue. To let a virtual thread of each task wait instead is not what it is made for:
 * each release wakes all who wait.
 */
final class ConcurrencyLimitsContender implements Contender {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingAdaptiveExecutor limited;

    ConcurrencyLimitsContender(int permits) {
        this.limited = BlockingAdaptiveExecutor.newBuilder()
                .name("bench")
                .limiter(BlockingLimiter.wrap(
                        SimpleLimiter.newBuilder().limit(FixedLimit.of(permits)).build()))
                .executor(threads)
                .build();
    }

    @Override
    public void submit(Runnable body) {
        limited.execute(body);
    }

    @Override
    public void close() {
        threads.close();
    }
}
