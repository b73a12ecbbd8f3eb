package io.atomicflow.bench;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A fork-join pool and a semaphore.
 *
 * <p>Its Javadoc asks for {@code asyncMode} where tasks are events that nobody joins, and for a {@link
 * ForkJoinPool.ManagedBlocker} around whatever blocks, so that the pool may start a spare thread. It also says that
 * the pool throws at whoever blocks when there are no more spares, unless it is <em>saturated</em> with leave: here it
 * has leave, since otherwise tasks would be lost.
 */
final class ForkJoinContender implements Contender {

    private static final int MOST_THREADS = 256;

    private final ForkJoinPool pool = new ForkJoinPool(
            THREADS, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true, THREADS, MOST_THREADS, 1,
            saturated -> true, 1, TimeUnit.MINUTES);
    private final Semaphore semaphore;

    ForkJoinContender(int permits) {
        this.semaphore = new Semaphore(permits);
    }

    @Override
    public void submit(Runnable body) {
        pool.execute(() -> {
            acquire();
            try {
                body.run();
            } finally {
                semaphore.release();
            }
        });
    }

    private void acquire() {
        if (semaphore.tryAcquire()) {
            return;
        }
        try {
            ForkJoinPool.managedBlock(new Acquire(semaphore));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this pool", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One wait for one permit. Of one thread. */
    private static final class Acquire implements ForkJoinPool.ManagedBlocker {
        private final Semaphore semaphore;
        private boolean acquired;

        Acquire(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        public boolean block() throws InterruptedException {
            if (!acquired) {
                semaphore.acquire();
                acquired = true;
            }
            return true;
        }

        @Override
        public boolean isReleasable() {
            return acquired || (acquired = semaphore.tryAcquire());
        }
    }
}
