package io.atomicflow;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.concurrent.CountDownLatch;

/** A semaphore that stops in the middle of becoming empty, like a thread that loses its processor there. */
record SlowToShrink(TaskSemaphore inner, CountDownLatch shrinking, CountDownLatch goOn) implements TaskSemaphore {

    SlowToShrink(int permits, CountDownLatch shrinking, CountDownLatch goOn) {
        this(Semaphores.atomic().create(permits), shrinking, goOn);
    }

    @Override
    public long tryAcquire() {
        return inner.tryAcquire();
    }

    @Override
    public boolean release(long permitId) {
        return inner.release(permitId);
    }

    @Override
    public void resize(int permits) {
        inner.resize(permits);
        if (permits == 0) {
            shrinking.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public int permits() {
        return inner.permits();
    }

    @Override
    public int held() {
        return inner.held();
    }
}
