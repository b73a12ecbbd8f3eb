package io.atomicflow.semaphore;

import static io.atomicflow.semaphore.Guest.enqueued;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pause, resume and resize of one limit. */
@Timeout(120)
class LimitSizeTest {

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aPausedLimitLetsNobodyInAndWhoHoldsAPermitKeepsIt(Semaphores strategy) {
        Limit limit = new Limit("test", strategy.create(2));
        Permit kept = limit.tryAcquire().orElseThrow();

        limit.pause();

        assertTrue(limit.isPaused());
        assertTrue(limit.tryAcquire().isEmpty());
        assertEquals(2, limit.permits(), "what it will be again");
        assertEquals(1, limit.held());
        kept.close();
        assertTrue(limit.tryAcquire().isEmpty());
        limit.resume();
        assertFalse(limit.isPaused());
        assertTrue(limit.tryAcquire().isPresent());
        assertTrue(limit.tryAcquire().isPresent());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aPausedLimitThatIsResizedStaysPausedAndHasTheNewSizeAfterwards(Semaphores strategy) {
        Limit limit = new Limit("test", strategy.create(1));
        limit.pause();
        Guest first = enqueued(limit);
        Guest second = enqueued(limit);
        Guest third = enqueued(limit);

        limit.resize(2);

        assertTrue(limit.isPaused());
        assertFalse(first.isGranted());
        limit.resume();
        assertTrue(first.isGranted() && second.isGranted());
        assertFalse(third.isGranted());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void pauseAndResumeTwiceAreAsOnce(Semaphores strategy) {
        Limit limit = new Limit("test", strategy.create(3));
        limit.resume();
        limit.pause();
        limit.pause();
        limit.resume();
        limit.resume();

        assertEquals(3, limit.permits());
        assertTrue(limit.tryAcquire().isPresent());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shrinkingBelowWhatIsHeldReturnsAtOnceAndTakesEffectAsPermitsComeBack(Semaphores strategy) {
        Limit limit = new Limit("test", strategy.create(3));
        List<Permit> held = List.of(
                limit.tryAcquire().orElseThrow(), limit.tryAcquire().orElseThrow(), limit.tryAcquire().orElseThrow());
        Guest guest = enqueued(limit);

        limit.resize(1); // in the thread that holds them all

        assertEquals(1, limit.permits());
        assertEquals(3, limit.held());
        held.get(0).close();
        held.get(1).close();
        assertFalse(guest.isGranted());
        held.get(2).close();
        assertTrue(guest.isGranted());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void ofChangesThatComeTogetherOneIsTheLastAndTheSemaphoreAgrees(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            Limit limit = new Limit("test", strategy.create(1));

            Together.run(3, number -> {
                switch (number) {
                    case 0 -> limit.resize(2);
                    case 1 -> limit.resize(3);
                    default -> {
                        limit.pause();
                        limit.resume();
                    }
                }
            });

            assertFalse(limit.isPaused());
            assertTrue(Set.of(2, 3).contains(limit.permits()));
            assertEquals(limit.permits(), limit.gate().semaphore().permits());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void pauseAgainstResizeEndsPaused(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            Limit limit = new Limit("test", strategy.create(1));

            Together.run(2, number -> {
                if (number == 0) {
                    limit.resize(5);
                } else {
                    limit.pause();
                }
            });

            assertTrue(limit.isPaused());
            assertTrue(limit.tryAcquire().isEmpty());
            limit.resume();
            assertEquals(5, limit.gate().semaphore().permits());
        }
    }
}
