package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TaskSemaphore} promises, as tests. To check a strategy of your own, take the test-jar of this module
 * and JUnit Jupiter (with its parameterized tests) into the test class path, and extend this class:
 *
 * <pre>{@code
 * class MySemaphoreTest extends SemaphoreContract {
 *     @Override
 *     protected TaskSemaphore semaphore(int permits) {
 *         return new MySemaphore(permits);
 *     }
 * }
 * }</pre>
 *
 * <p>A strategy whose permits live elsewhere is tested with all of them at hand.
 */
public abstract class SemaphoreContract {

    /** For subclasses. */
    protected SemaphoreContract() {}

    /**
     * Makes a new semaphore to be tested.
     *
     * @param permits how many permits it has, 0 to 1000, or a negative number, which it must refuse
     * @return a semaphore, none of its permits held
     */
    protected abstract TaskSemaphore semaphore(int permits);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void givesExactlyAsManyPermitsAsThereAre(int permits) {
        TaskSemaphore semaphore = semaphore(permits);

        List<Long> taken = takeAll(semaphore);

        assertEquals(permits, taken.size());
        assertEquals(permits, semaphore.held());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void permitsThatCameBackAreGivenAgain(int permits) {
        TaskSemaphore semaphore = semaphore(permits);
        takeAll(semaphore).forEach(id -> assertTrue(semaphore.release(id)));

        assertEquals(0, semaphore.held());
        assertEquals(permits, takeAll(semaphore).size());
    }

    @Test
    void idsOnlyGrow() {
        TaskSemaphore semaphore = semaphore(3);
        long last = 0;
        for (int i = 0; i < 1000; i++) {
            long id = semaphore.tryAcquire();
            assertTrue(id > last, () -> "id " + id + " is not above the one before");
            last = id;
            semaphore.release(id);
        }
    }

    @Test
    void aSemaphoreOfZeroGivesNothing() {
        assertEquals(TaskSemaphore.NONE, semaphore(0).tryAcquire());
    }

    @Test
    void anIdThatWasNeverGivenIsRefused() {
        TaskSemaphore semaphore = semaphore(2);
        long held = semaphore.tryAcquire();

        for (long never : new long[]{TaskSemaphore.NONE, -1, Long.MAX_VALUE, Long.MIN_VALUE, held + (1L << 40)}) {
            assertFalse(semaphore.release(never), () -> "accepted " + never);
        }
        assertEquals(1, semaphore.held());
    }

    @Test
    void growingTakesEffectAtOnce() {
        TaskSemaphore semaphore = semaphore(1);
        semaphore.tryAcquire();

        semaphore.resize(3);

        assertEquals(2, takeAll(semaphore).size());
    }

    @Test
    void afterShrinkingPermitsThatComeBackVanish() {
        TaskSemaphore semaphore = semaphore(3);
        List<Long> held = takeAll(semaphore);

        semaphore.resize(1);

        assertEquals(3, semaphore.held());
        semaphore.release(held.get(0));
        semaphore.release(held.get(1));
        assertEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
        semaphore.release(held.get(2));
        assertNotEquals(TaskSemaphore.NONE, semaphore.tryAcquire());
    }

    @Test
    void noPermitIsToBeHandedOnWhileMoreAreHeldThanThereAre() {
        TaskSemaphore semaphore = semaphore(3);
        List<Long> held = takeAll(semaphore);

        semaphore.resize(1);

        for (long id : held) {
            assertFalse(semaphore.held() > 1 && semaphore.mayHandOn(), "one that has to vanish was to be handed on");
            semaphore.release(id);
        }
        long last = semaphore.tryAcquire();
        semaphore.resize(0);
        assertFalse(semaphore.mayHandOn(), "one that has to vanish was to be handed on");
        semaphore.release(last);
    }

    @Test
    void aNegativeSizeIsRefusedByName() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> semaphore(-1)).getMessage().contains("-1"));
        assertThrows(IllegalArgumentException.class, () -> semaphore(1).resize(-1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void neverMoreHoldersThanPermitsHoweverManyTry(int permits) {
        TaskSemaphore semaphore = semaphore(permits);
        AtomicInteger inside = new AtomicInteger();
        Set<Long> ids = ConcurrentHashMap.newKeySet();

        Together.run(4, number -> {
            for (int i = 0; i < 20_000; i++) {
                long id = semaphore.tryAcquire();
                if (id != TaskSemaphore.NONE) {
                    assertTrue(inside.incrementAndGet() <= permits, "too many inside");
                    assertTrue(ids.add(id), "an id was given twice");
                    inside.decrementAndGet();
                    assertTrue(semaphore.release(id));
                }
            }
        });

        assertEquals(0, semaphore.held());
        assertEquals(permits, takeAll(semaphore).size());
    }

    @Test
    void aStormOfResizesLosesNoPermit() {
        TaskSemaphore semaphore = semaphore(3);

        Together.run(3, number -> {
            for (int i = 0; i < 10_000; i++) {
                if (number == 0) {
                    semaphore.resize(i % 7);
                } else {
                    long id = semaphore.tryAcquire();
                    if (id != TaskSemaphore.NONE) {
                        assertTrue(semaphore.release(id));
                    }
                }
            }
        });

        semaphore.resize(5);
        assertEquals(0, semaphore.held());
        assertEquals(5, takeAll(semaphore).size());
    }

    private static List<Long> takeAll(TaskSemaphore semaphore) {
        List<Long> taken = new ArrayList<>();
        for (long id = semaphore.tryAcquire(); id != TaskSemaphore.NONE; id = semaphore.tryAcquire()) {
            taken.add(id);
        }
        return taken;
    }
}
