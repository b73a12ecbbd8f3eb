package io.atomicflow.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's way: a task waits for its permit on the thread that it has been given.
 *
 * <p>On virtual threads this is what the JDK's own guide advises: never pool them, and limit concurrency with a
 * semaphore. On a pool it is what was done before; the pool is as large as a flow. The semaphore is not fair in either:
 * it is the faster one.
 */
final class SemaphoreContender implements Contender {

    private final ExecutorService executor;
    private final Semaphore semaphore;

    private SemaphoreContender(ExecutorService executor, int permits) {
        this.executor = executor;
        this.semaphore = new Semaphore(permits);
    }

    static Contender onPool(int permits) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(SLOTS));
        // A flow's workers are there from the start; without this the first ten tasks would pay for threads.
        pool.prestartAllCoreThreads();
        return new SemaphoreContender(pool, permits);
    }

    static Contender onVirtualThreads(int permits) {
        return new SemaphoreContender(Executors.newVirtualThreadPerTaskExecutor(), permits);
    }

    @Override
    public void submit(Runnable body) {
        executor.execute(() -> {
            semaphore.acquireUninterruptibly();
            try {
                body.run();
            } finally {
                semaphore.release();
            }
        });
    }

    @Override
    public void close() {
        executor.close();
    }
}
