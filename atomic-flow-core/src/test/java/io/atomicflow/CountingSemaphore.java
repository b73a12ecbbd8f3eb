package io.atomicflow;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts how often a permit was taken and given back. Says nothing about handing permits on, like most strategies. */
class CountingSemaphore implements TaskSemaphore {

    final AtomicInteger takes = new AtomicInteger();
    final AtomicInteger returns = new AtomicInteger();
    final TaskSemaphore inner;

    CountingSemaphore(int permits) {
        this.inner = Semaphores.atomic().create(permits);
    }

    @Override
    public long tryAcquire() {
        long id = inner.tryAcquire();
        if (id != NONE) {
            takes.incrementAndGet();
        }
        return id;
    }

    @Override
    public boolean release(long permitId) {
        returns.incrementAndGet();
        return inner.release(permitId);
    }

    @Override
    public void resize(int permits) {
        inner.resize(permits);
    }

    @Override
    public int permits() {
        return inner.permits();
    }

    @Override
    public int held() {
        return inner.held();
    }

    /**
     * One that lets permits be handed on, and once lets something happen right after it has said so. It is asked twice:
     * before a worker looks for the next task, and when it has found one.
     */
    static final class HandingOn extends CountingSemaphore {

        final AtomicReference<Runnable> beforeNextIsFound = new AtomicReference<>();
        final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        private final AtomicInteger asked = new AtomicInteger();

        HandingOn(int permits) {
            super(permits);
        }

        @Override
        public boolean mayHandOn() {
            boolean may = inner.mayHandOn();
            boolean isFirst = asked.getAndIncrement() % 2 == 0;
            Runnable something = may ? (isFirst ? beforeNextIsFound : meanwhile).getAndSet(null) : null;
            if (something != null) {
                something.run();
            }
            return may;
        }
    }
}
