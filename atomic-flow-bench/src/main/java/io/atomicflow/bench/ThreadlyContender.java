package io.atomicflow.bench;

import org.threadly.concurrent.PriorityScheduler;
import org.threadly.concurrent.SubmitterExecutor;
import org.threadly.concurrent.wrapper.limiter.KeyedExecutorLimiter;

/**
 * Threadly's limiter by key, on Threadly's own pool.
 *
 * <p>Its guide makes one large pool, wraps it in a limiter, and hands out {@code getSubmitterExecutorForKey}. {@code
 * execute} makes no future, and is the cheaper one where none is wanted. A task that has no permit waits in the
 * limiter, without a thread.
 */
final class ThreadlyContender implements Contender {

    private final PriorityScheduler pool = new PriorityScheduler(THREADS);
    private final SubmitterExecutor limited;

    ThreadlyContender(int permits) {
        pool.prestartAllThreads();
        this.limited = new KeyedExecutorLimiter(pool, permits).getSubmitterExecutorForKey("bench");
    }

    @Override
    public void submit(Runnable body) {
        limited.execute(body);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
