package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    void eachPermitHasASlotOfItsOwnHoweverOftenTheLimitGrows() {
        TaskSemaphore semaphore = semaphore(0);
        Set<Long> held = new HashSet<>();
        for (int size : new int[]{1, 2, 3, 10, 11, 1_000, 65_535}) {
            semaphore.resize(size);
            for (long id = semaphore.tryAcquire(); id != TaskSemaphore.NONE; id = semaphore.tryAcquire()) {
                assertTrue(held.add(id), "an id was given twice");
            }
            assertEquals(size, held.size());
        }

        held.forEach(id -> assertTrue(semaphore.release(id)));
        held.forEach(id -> assertFalse(semaphore.release(id), "a stale one was taken"));
        assertEquals(0, semaphore.held());
        semaphore.resize(1);
        assertTrue(semaphore.release(semaphore.tryAcquire()));
    }

    @Test
    void staleIdsAreRefusedWhoeverHoldsTheirSlotsByNow() {
        TaskSemaphore semaphore = semaphore(2);
        semaphore.resize(5);
        List<Long> stale = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            List<Long> held = new ArrayList<>();
            for (long id = semaphore.tryAcquire(); id != TaskSemaphore.NONE; id = semaphore.tryAcquire()) {
                held.add(id);
            }
            stale.forEach(id -> assertFalse(semaphore.release(id), "a stale one was taken"));
            assertEquals(5, semaphore.held());
            held.forEach(id -> assertTrue(semaphore.release(id)));
            stale.addAll(held);
        }
    }

    @Test
    void idsOnlyGrowAlsoWhileTheLimitGrowsAndShrinks() {
        TaskSemaphore semaphore = semaphore(1);
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            semaphore.resize(1 + i % 50);
            long id = semaphore.tryAcquire();
            long before = last;
            assertTrue(id > before, () -> "id " + id + " is not above " + before);
            last = id;
            semaphore.release(id);
        }
    }

    @Test
    void idsThatThreadsTakeOneAfterTheOtherOnlyGrow() {
        TaskSemaphore semaphore = semaphore(4);
        AtomicLong highest = new AtomicLong();

        Together.run(4, number -> {
            for (int i = 0; i < 50_000; i++) {
                long before = highest.get(); // given before the call began
                long id = semaphore.tryAcquire();
                assertTrue(id > before, "an id is not above one that was given before");
                highest.accumulateAndGet(id, Math::max);
                assertTrue(semaphore.release(id));
            }
        });
    }

    @Test
    void moreThanItCanMakeIsRefusedWithTheWayOut() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                () -> semaphore(Integer.MAX_VALUE));

        assertTrue(refusal.getMessage().contains("65535"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("atomic"), refusal.getMessage());
    }
}
