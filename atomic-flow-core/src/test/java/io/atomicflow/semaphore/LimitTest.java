package io.atomicflow.semaphore;

import static io.atomicflow.semaphore.Guest.enqueued;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static Limit limitOf(int permits) {
        return new Limit("test", Semaphores.channel().create(permits));
    }

    @Test
    void aReleasedPermitGoesToTheFirstInLine() {
        Limit limit = limitOf(1);
        long held = limit.gate().tryEnter();
        Guest first = enqueued(limit);
        Guest second = enqueued(limit);

        limit.gate().release(held);

        assertEquals(1, first.resumed.get());
        assertEquals(0, second.resumed.get());
        assertEquals(1, limit.held());
        assertEquals(1, limit.waiting());
    }

    @Test
    void theReleaserMayTakeTheNextWaiterItself() {
        Limit limit = limitOf(1);
        long held = limit.gate().tryEnter();
        Guest first = enqueued(limit);

        assertSame(first, limit.gate().releaseAndTakeNext(held));
        assertEquals(0, first.resumed.get());
    }

    @Test
    void aNewcomerDoesNotOvertakeTheLine() {
        Limit limit = limitOf(1);
        long held = limit.gate().tryEnter();
        limit.resize(0);
        enqueued(limit);
        limit.gate().release(held);

        assertTrue(limit.tryAcquire().isEmpty());
    }

    @Test
    void aWaiterThatComesWhileAPermitIsFreeGetsItAtOnce() {
        Limit limit = limitOf(1);

        assertEquals(1, enqueued(limit).resumed.get());
    }

    @Test
    void growingLetsWaitersInAtOnce() {
        Limit limit = limitOf(1);
        limit.gate().tryEnter();
        Guest first = enqueued(limit);
        Guest second = enqueued(limit);

        limit.resize(3);

        assertEquals(1, first.resumed.get());
        assertEquals(1, second.resumed.get());
    }

    @Test
    void cancelledHeadWaiterPassesThePermitOn() {
        Limit limit = limitOf(1);
        long held = limit.gate().tryEnter();
        Guest head = enqueued(limit);
        Guest follower = enqueued(limit);

        assertTrue(head.giveUp(limit));
        limit.gate().release(held);

        assertEquals(0, head.resumed.get());
        assertEquals(1, follower.resumed.get());
        assertEquals(0, limit.waiting());
    }

    @Test
    void waitersThatGaveUpAreThrownOutOfALineThatDoesNotMove() {
        Limit limit = limitOf(0);
        Guest stays = enqueued(limit);
        for (int i = 0; i < 100_000; i++) {
            enqueued(limit).giveUp(limit);
        }

        assertEquals(1, limit.waiting());
        assertEquals(List.of(stays), limit.gate().waiters());
        int length = 0;
        for (Waiter each = stays; each != null; each = each.next) {
            length++;
        }
        assertTrue(length < 1000, "shells in the line: " + length);
    }

    @Test
    void closingAPermitTwiceIsCountedAndChangesNothing() {
        Limit limit = limitOf(1);
        Permit permit = limit.tryAcquire().orElseThrow();
        permit.close();
        Permit other = limit.tryAcquire().orElseThrow();

        permit.close();

        assertEquals(1, limit.closedTwice());
        assertEquals(1, limit.held());
        assertTrue(other.id() > permit.id());
    }

    @Test
    void grantAgainstGivingUpNeverLosesAPermit() {
        for (int round = 0; round < 500; round++) {
            Limit limit = limitOf(1);
            long held = limit.gate().tryEnter();
            Guest hesitant = enqueued(limit);
            Guest patient = enqueued(limit);

            Together.run(2, number -> {
                if (number == 0) {
                    limit.gate().release(held);
                } else {
                    hesitant.giveUp(limit);
                }
            });

            if (hesitant.state.get() == Guest.GRANTED) {
                limit.gate().release(hesitant.permitId);
            }
            assertEquals(1, patient.resumed.get());
            limit.gate().release(patient.permitId);
            assertEquals(0, limit.held());
            assertEquals(0, limit.waiting());
        }
    }

    @Test
    void aFreePermitAndAWaiterNeverRestTogether() {
        for (int round = 0; round < 500; round++) {
            Limit limit = limitOf(1);
            long held = limit.gate().tryEnter();
            List<Guest> guests = new ArrayList<>(List.of(new Guest(), new Guest()));

            Together.run(3, number -> {
                if (number == 2) {
                    limit.gate().release(held);
                } else {
                    limit.gate().enqueue(guests.get(number));
                }
            });

            assertEquals(1, limit.waiting(), "one is let in, one waits");
            assertEquals(1, limit.held());
            assertFalse(guests.get(0).isWaiting() && guests.get(1).isWaiting());
        }
    }
}
