package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AtomicSemaphoreTest extends SemaphoreContract {

    @Override
    protected TaskSemaphore semaphore(int permits) {
        return Semaphores.atomic().create(permits);
    }

    @Test
    void countsUpToTheLargestNumber() {
        TaskSemaphore semaphore = semaphore(Integer.MAX_VALUE);
        semaphore.tryAcquire();

        assertEquals(1, semaphore.held());
        assertEquals(Integer.MAX_VALUE, semaphore.permits());
    }
}
