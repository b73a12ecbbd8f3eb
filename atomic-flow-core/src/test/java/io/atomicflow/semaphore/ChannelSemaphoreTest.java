package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChannelSemaphoreTest extends SemaphoreContract {

    @Override
    protected TaskSemaphore semaphore(int permits) {
        return Semaphores.channel().create(permits);
    }

    @Test
    void aStalePermitNeverFreesWhatAnotherHolds() {
        TaskSemaphore semaphore = semaphore(1);
        long stale = semaphore.tryAcquire();
        semaphore.release(stale);
        semaphore.tryAcquire();

        assertFalse(semaphore.release(stale));
        assertEquals(1, semaphore.held());
        assertEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
    }

    @Test
    void ofTwoReturnsOfOnePermitOneCounts() {
        TaskSemaphore semaphore = semaphore(1);
        for (int round = 0; round < 200; round++) {
            long id = semaphore.tryAcquire();
            AtomicInteger accepted = new AtomicInteger();
            Together.run(2, number -> accepted.addAndGet(semaphore.release(id) ? 1 : 0));
            assertEquals(1, accepted.get());
            assertEquals(0, semaphore.held());
        }
    }

    @Test
    void moreThanItCanMakeIsRefusedWithTheWayOut() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                () -> semaphore(Integer.MAX_VALUE));

        assertTrue(refusal.getMessage().contains("65535"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("atomic"), refusal.getMessage());
    }
}
