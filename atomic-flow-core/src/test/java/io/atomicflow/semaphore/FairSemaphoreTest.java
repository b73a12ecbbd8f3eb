package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FairSemaphoreTest extends SemaphoreContract {

    @Override
    protected TaskSemaphore semaphore(int permits) {
        return Semaphores.fair().create(permits);
    }

    @Test
    void noNewcomerPassesSomebodyWhoWaitsWhileAPermitIsFree() {
        TaskSemaphore semaphore = semaphore(1);
        semaphore.waiterCame();

        assertEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
        assertNotEquals(TaskSemaphore.NONE, semaphore.tryAcquireForWaiter());
    }

    @Test
    void whenTheLastWaiterHasLeftNewcomersGetPermitsAgain() {
        TaskSemaphore semaphore = semaphore(2);
        semaphore.waiterCame();
        semaphore.waiterLeft();

        assertNotEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
    }

    @Test
    void aWaiterThatIsCountedOutBeforeItIsCountedInDoesNoHarm() {
        TaskSemaphore semaphore = semaphore(1);
        semaphore.waiterLeft();
        assertEquals(1, semaphore.permits());
        assertEquals(0, semaphore.held());
        semaphore.waiterCame();

        assertNotEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
    }

    @Test
    void aReleasedPermitIsOutOfReachForNewcomersUntilTheLineHasHadIt() {
        Limit limit = new Limit("fair", semaphore(1));
        AtomicInteger passed = new AtomicInteger();
        Permit held = limit.tryAcquire().orElseThrow();
        Guest waiter = new Guest() {
            @Override
            public boolean grant(long id) { // the permit is free at this moment, or was until just now
                passed.addAndGet(limit.tryAcquire().isPresent() ? 1 : 0);
                return super.grant(id);
            }
        };
        limit.gate().enqueue(waiter);

        held.close();

        assertTrue(waiter.isGranted());
        assertEquals(0, passed.get());
    }

    @Test
    void newcomersNeverPassTheLineHoweverManyTry() {
        Limit limit = new Limit("fair", semaphore(1));
        for (int round = 0; round < 200; round++) {
            Permit held = limit.tryAcquire().orElseThrow();
            Guest waiter = Guest.enqueued(limit);

            Together.run(3, number -> {
                if (number == 0) {
                    held.close();
                } else {
                    for (int i = 0; i < 50; i++) {
                        assertFalse(limit.tryAcquire().isPresent(), "a newcomer passed");
                    }
                }
            });

            assertTrue(waiter.isGranted());
            limit.gate().release(waiter.permitId);
        }
    }

    @Test
    void moreThanItCanCountIsRefusedWithTheWayOut() {
        for (int tooMany : new int[]{FairSemaphore.MAX_PERMITS + 1, Integer.MAX_VALUE}) {
            String refusal = assertThrows(IllegalArgumentException.class, () -> semaphore(tooMany)).getMessage();
            assertTrue(refusal.contains("65535") && refusal.contains("atomic"), refusal);
            assertThrows(IllegalArgumentException.class, () -> semaphore(1).resize(tooMany));
        }
    }

    @Test
    void theLargestSizeCanBeHeldInFull() {
        TaskSemaphore semaphore = semaphore(FairSemaphore.MAX_PERMITS);
        for (int i = 0; i < FairSemaphore.MAX_PERMITS; i++) {
            assertNotEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
        }

        assertEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
        assertEquals(FairSemaphore.MAX_PERMITS, semaphore.held());
        assertEquals(FairSemaphore.MAX_PERMITS, semaphore.permits());
    }
}
