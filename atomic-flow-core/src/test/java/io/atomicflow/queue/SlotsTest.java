package io.atomicflow.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 10_000})
    void theBoundIsExact(int capacity) {
        Slots slots = new Slots(capacity);
        for (int i = 0; i < capacity; i++) {
            assertEquals(i, slots.take(1));
        }

        assertEquals(Slots.FULL, slots.take(1));
        slots.giveBack();
        assertEquals(capacity, slots.take(1));
        assertEquals(Slots.FULL, slots.take(1));
    }

    @Test
    void aBatchIsTakenWholeOrNotAtAll() {
        Slots slots = new Slots(10);
        slots.take(4);

        assertEquals(Slots.FULL, slots.take(7));
        assertEquals(6, slots.free());
        assertEquals(4, slots.take(6));
        assertEquals(0, slots.free());
    }

    @Test
    void nobodyGetsASlotAfterTheClose() {
        Slots slots = new Slots(10);
        slots.take(3);

        slots.close();

        assertEquals(Slots.CLOSED, slots.take(1));
        assertEquals(3, slots.takenSoFar());
        assertTrue(slots.isClosed());
    }

    @Test
    void manyTakersNeverOvershootAndNeverFindItFullWhenItIsNot() {
        Slots slots = new Slots(8);
        AtomicInteger taken = new AtomicInteger();

        Together.run(4, number -> {
            for (int i = 0; i < 50_000; i++) {
                if (slots.take(2) >= 0) { // four at once take eight at the most: it never is full
                    assertTrue(taken.addAndGet(2) <= 8);
                    taken.addAndGet(-2);
                    slots.giveBack();
                    slots.giveBack();
                } else {
                    throw new AssertionError("refused although there is room");
                }
            }
        });

        assertEquals(8, slots.free());
    }

    @Test
    void whatAWorkerGivesBackOnATallyOfItsOwnMakesRoom() {
        Tallies tallies = new Tallies(2, 2);
        Slots slots = new Slots(3, tallies, 1);
        slots.take(3);
        assertEquals(Slots.FULL, slots.take(1));

        tallies.of(1).addOne(1);

        assertEquals(1, slots.free());
        assertEquals(3, slots.take(1));
        assertEquals(Slots.FULL, slots.take(1));
        tallies.of(0).addOne(0); // of another kind
        assertEquals(Slots.FULL, slots.take(1));
    }

    @Test
    void howeverOldWhatTakersRememberItIsFullWhenItIsFullAndOnlyThen() {
        Tallies tallies = new Tallies(2, 1);
        Slots slots = new Slots(3, tallies, 0);
        AtomicInteger taken = new AtomicInteger();

        Together.run(4, number -> { // two workers, two others
            for (int i = 0; i < 50_000; i++) {
                if (slots.take(1) >= 0) {
                    assertTrue(taken.incrementAndGet() <= 3, "overshot");
                    taken.decrementAndGet();
                    tallies.of(number).addOne(0);
                }
            }
        });

        assertEquals(3, slots.free());
        assertTrue(slots.take(3) >= 0);
    }

    @Test
    void asManyTakersAsSlotsAreNeverRefusedWhoeverGivesBack() {
        Tallies tallies = new Tallies(2, 1);
        Slots slots = new Slots(4, tallies, 0);

        Together.run(4, number -> {
            for (int i = 0; i < 50_000; i++) {
                assertTrue(slots.take(1) >= 0, "refused although there is room");
                tallies.of(number).addOne(0);
            }
        });

        assertEquals(4, slots.free());
    }

    @Test
    void whatComesBackTakesASlotEvenIfThereIsNoneAndNewcomersWaitUntilItHasLeft() {
        Slots slots = new Slots(2);
        slots.take(2);

        slots.retake();

        assertEquals(0, slots.free());
        slots.giveBack();
        assertEquals(Slots.FULL, slots.take(1));
        assertEquals(0, slots.free());
        slots.giveBack();
        assertEquals(1, slots.free());
        assertTrue(slots.take(1) >= 0);
        assertEquals(Slots.FULL, slots.take(1));
        assertEquals(1, slots.retakenSoFar());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aCapacityBelowOneIsRefusedByName(int capacity) {
        String message = assertThrows(IllegalArgumentException.class, () -> new Slots(capacity)).getMessage();

        assertTrue(message.contains("capacity") && message.contains("" + capacity), message);
    }
}
