package io.atomicflow.semaphore;

import static io.atomicflow.semaphore.Guest.enqueued;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A free permit and a waiter of the same limit never rest together. */
@Timeout(120)
class LineWakeUpTest {

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    private static Limit limitOf(int permits, Semaphores strategy) {
        return new Limit("test", strategy.create(permits));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aReleaseBetweenTheFailedTryAndTheLineUpIsNotLost(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            Limit limit = limitOf(1, strategy);
            long held = limit.gate().tryEnter();
            Guest guest = new Guest();

            Together.run(2, number -> {
                if (number == 0) {
                    limit.gate().release(held);
                } else {
                    long got = limit.gate().tryEnter();
                    if (got == TaskSemaphore.NONE) {
                        limit.gate().enqueue(guest);
                    } else {
                        assertTrue(guest.grant(got));
                    }
                }
            });

            assertTrue(guest.isGranted(), "it sleeps beside a free permit");
            assertEquals(1, limit.held());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void growingFromOneToTwoLetsTheWaiterInBeforeItReturns(Semaphores strategy) {
        Limit limit = limitOf(1, strategy);
        limit.gate().tryEnter();
        Guest guest = enqueued(limit);

        limit.resize(2);

        assertEquals(1, guest.resumed.get());
        assertEquals(2, limit.held());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void resumingLetsWaitersInBeforeItReturns(Semaphores strategy) {
        Limit limit = limitOf(2, strategy);
        limit.pause();
        Guest first = enqueued(limit);
        Guest second = enqueued(limit);
        assertFalse(first.isGranted());

        limit.resume();

        assertTrue(first.isGranted() && second.isGranted());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void growthAgainstLiningUpIsNotLost(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            Limit limit = limitOf(0, strategy);
            Guest guest = new Guest();

            Together.run(2, number -> {
                if (number == 0) {
                    limit.resize(1);
                } else {
                    limit.gate().enqueue(guest);
                }
            });

            assertTrue(guest.isGranted());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void cancelOfTheHeadAgainstTheReleaseLetsTheFollowerIn(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            Limit limit = limitOf(1, strategy);
            long held = limit.gate().tryEnter();
            Guest head = enqueued(limit);
            Guest follower = enqueued(limit);

            Together.run(2, number -> {
                if (number == 0) {
                    head.giveUp(limit);
                } else {
                    limit.gate().release(held);
                }
            });
            if (head.isGranted()) {
                limit.gate().release(head.permitId);
            }

            assertTrue(follower.isGranted());
            limit.gate().release(follower.permitId);
            assertEquals(0, limit.held());
            assertEquals(0, limit.waiting());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStormOfShrinkingAndGrowingConservesPermitsAndStrandsNobody(Semaphores strategy) {
        Limit limit = limitOf(3, strategy);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            guests.add(new Guest());
        }

        Together.run(3, number -> {
            for (int i = 0; i < 1_000; i++) {
                if (number == 0) {
                    limit.resize(i % 5);
                } else {
                    Guest guest = guests.get((number - 1) * 1_000 + i);
                    limit.gate().enqueue(guest);
                    if (i % 3 == 0) {
                        guest.giveUp(limit);
                    }
                    releaseOnce(limit, guest);
                }
            }
        });
        limit.resize(2);
        while (guests.stream().anyMatch(guest -> releaseOnce(limit, guest))) {
            Thread.onSpinWait();
        }

        assertTrue(guests.stream().noneMatch(Guest::isWaiting), "somebody was left behind");
        assertEquals(0, limit.held());
        assertEquals(0, limit.waiting());
        assertEquals(2, limit.permits());
        assertTrue(limit.tryAcquire().isPresent());
        assertTrue(limit.tryAcquire().isPresent());
        assertFalse(limit.tryAcquire().isPresent());
    }

    /** Gives back what it was granted, once. */
    private static boolean releaseOnce(Limit limit, Guest guest) {
        if (!guest.state.compareAndSet(Guest.GRANTED, Guest.LEFT)) {
            return false;
        }
        limit.gate().release(guest.permitId);
        return true;
    }
}
