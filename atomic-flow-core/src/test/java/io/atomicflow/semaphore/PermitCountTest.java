package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitCountTest {

    private static final class Count extends PermitCount {
        Count(int permits) {
            super(permits);
        }
    }

    @Test
    void permitsAreNumberedFromOneHoweverManyCameBack() {
        Count count = new Count(2);

        assertEquals(1, count.take());
        assertEquals(2, count.take());
        assertEquals(0, count.take());
        assertTrue(count.giveBack());
        assertEquals(3, count.take());
        assertEquals(3, count.lastGiven());
    }

    @Test
    void whatIsNotHeldCannotComeBack() {
        Count count = new Count(2);
        assertFalse(count.giveBack());
        count.take();

        assertTrue(count.giveBack());
        assertFalse(count.giveBack());
        assertEquals(0, count.held());
    }

    @Test
    void aResizeChangesNeitherTheNumbersNorWhatIsHeld() {
        Count count = new Count(1);
        count.take();
        for (int i = 0; i < 100_000; i++) { // more often than there is room to count them
            count.count(i % 3);
        }
        count.count(2);

        assertEquals(1, count.held());
        assertEquals(1, count.lastGiven());
        assertEquals(2, count.take());
        assertEquals(0, count.take());
    }

    @Test
    void itIsOutOfBoundsFromTheShrinkingUntilEnoughHaveComeBack() {
        Count count = new Count(2);
        count.take();
        count.take();
        assertTrue(count.isWithinBounds());

        count.count(1);

        assertFalse(count.isWithinBounds());
        count.giveBack();
        assertTrue(count.isWithinBounds());
        count.count(0);
        assertFalse(count.isWithinBounds());
    }

    @Test
    void whoHasSeenTheOldSizeTakesNothingAfterAResize() {
        Count count = new Count(0);
        AtomicInteger resizing = new AtomicInteger(1);

        Together.run(3, number -> {
            if (number > 0) {
                while (resizing.get() > 0) {
                    if (count.take() != 0) {
                        assertTrue(count.giveBack());
                    }
                }
                return;
            }
            try {
                for (int i = 0; i < 20_000; i++) {
                    count.count(1);
                    count.count(0);
                    long last = count.lastGiven();
                    for (int look = 0; look < 10; look++) {
                        assertEquals(last, count.lastGiven(), "a permit was given although there is none");
                    }
                }
            } finally {
                resizing.set(0);
            }
        });

        assertEquals(0, count.held());
    }

    @Test
    void heldIsWhatItWasAtOneMoment() {
        Count count = new Count(2);
        AtomicInteger taking = new AtomicInteger(2);

        Together.run(3, number -> {
            if (number > 0) {
                try {
                    for (int i = 0; i < 100_000; i++) {
                        if (count.take() > 0) {
                            assertTrue(count.giveBack());
                        }
                    }
                } finally {
                    taking.decrementAndGet();
                }
                return;
            }
            while (taking.get() > 0) {
                int held = count.held();
                assertTrue(0 <= held && held <= 2, () -> "held " + held);
            }
        });
    }

    @Test
    void asManyTakersAsPermitsAreNeverRefused() {
        Count count = new Count(3);

        Together.run(3, number -> {
            for (int i = 0; i < 100_000; i++) {
                assertTrue(count.take() > 0, "refused although one is free");
                assertTrue(count.giveBack());
            }
        });
    }
}
