package io.atomicflow.semaphore;

import static io.atomicflow.semaphore.Guest.enqueued;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.ManualClock;
import io.atomicflow.task.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Priority in the line of a limit. */
@Timeout(120)
class LinePriorityTest {

    private static final Duration AGING = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final Limit limit = new Limit(
            "test", Semaphores.channel().create(0), new LineRules(clock, AGING, LineRules.Blocking.UNNOTICED));

    /** Lets them in one by one, and checks that they come in this order. */
    private void assertOrder(Guest... expected) {
        limit.resize(1);
        for (Guest next : expected) {
            assertTrue(next.isGranted());
            for (Guest other : expected) {
                assertTrue(other.equals(next) || !other.isGranted(), "two at once");
            }
            next.state.set(Guest.LEFT);
            limit.gate().release(next.permitId);
        }
        assertEquals(0, limit.held());
    }

    @Test
    void aHigherPriorityGoesFirstAndWithinOneWhoCameFirst() {
        Guest low = enqueued(limit, Priority.LOW);
        Guest normal = enqueued(limit, Priority.NORMAL);
        Guest high = enqueued(limit, Priority.HIGH);
        Guest high2 = enqueued(limit, Priority.HIGH);
        Guest normal2 = enqueued(limit, Priority.NORMAL);

        assertEquals(List.of(high, high2, normal, normal2, low), limit.gate().waiters());
        assertOrder(high, high2, normal, normal2, low);
    }

    @Test
    void whoWaitedLongerThanTheHeadStartIsNotOvertaken() {
        Guest normal = enqueued(limit, Priority.NORMAL);
        clock.advance(AGING.plusNanos(1));
        Guest high = enqueued(limit, Priority.HIGH);

        assertOrder(normal, high);
    }

    @Test
    void whoWaitedLessThanTheHeadStartIsOvertaken() {
        Guest normal = enqueued(limit, Priority.NORMAL);
        clock.advance(AGING.minusNanos(1));
        Guest high = enqueued(limit, Priority.HIGH);

        assertOrder(high, normal);
    }

    @Test
    void betweenLowAndHighThereAreTwoHeadStarts() {
        Guest older = enqueued(limit, Priority.LOW);
        clock.advance(Duration.ofSeconds(2));
        Guest younger = enqueued(limit, Priority.LOW);
        clock.advance(Duration.ofSeconds(19));
        Guest high = enqueued(limit, Priority.HIGH);

        assertOrder(older, high, younger);
    }

    @Test
    void aCancelledHeadOfAHighLaneLetsTheNextPriorityIn() {
        Guest normal = enqueued(limit, Priority.NORMAL);
        Guest high = enqueued(limit, Priority.HIGH);
        high.giveUp(limit);

        assertOrder(normal);
    }

    @Test
    void anEndlessHeadStartIsAllowedAndNoneIsNot() {
        LineRules endless = new LineRules(clock, Duration.ofSeconds(Long.MAX_VALUE), LineRules.Blocking.UNNOTICED);
        Limit patient = new Limit("patient", Semaphores.channel().create(0), endless);
        Guest low = enqueued(patient, Priority.LOW);
        clock.advance(Duration.ofDays(10_000));
        Guest high = enqueued(patient, Priority.HIGH);

        patient.resize(1);

        assertTrue(high.isGranted() && !low.isGranted());
        for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThrows(IllegalArgumentException.class,
                    () -> new LineRules(clock, bad, LineRules.Blocking.UNNOTICED));
        }
    }
}
