package io.atomicflow.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private final Tallies tallies = new Tallies(3, 2);

    @Test
    void aSumIsThatOfAllWorkersAndAllOthers() {
        for (int worker = 0; worker < 3; worker++) {
            tallies.of(worker).addOne(0);
            tallies.of(worker).add(1, 10);
        }
        tallies.ofOthers().addOne(0);
        tallies.ofOthers().add(1, 5);

        assertEquals(4, tallies.sum(0));
        assertEquals(35, tallies.sum(1));
    }

    @Test
    void eachWorkerHasItsOwnTallyAndEverybodyElseOneTogether() {
        assertNotSame(tallies.of(0), tallies.of(1));
        assertSame(tallies.of(2), tallies.of(2));

        for (int nobody : new int[]{-1, 3, 100, Integer.MIN_VALUE}) {
            assertSame(tallies.ofOthers(), tallies.of(nobody));
        }
    }

    @Test
    void whatThreadsCountAtOnceIsAllThere() {
        Together.run(5, number -> {
            Tally mine = number < 3 ? tallies.of(number) : tallies.ofOthers();
            for (int i = 0; i < 100_000; i++) {
                mine.addOne(0);
                mine.add(1, 2);
            }
        });

        assertEquals(500_000, tallies.sum(0));
        assertEquals(1_000_000, tallies.sum(1));
    }

    @Test
    void aSumIsNoLessThanWasCountedBeforeAndNoMoreThanAfter() {
        AtomicLong begun = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicInteger counting = new AtomicInteger(2);

        Together.run(3, number -> {
            if (number < 2) {
                Tally mine = number == 0 ? tallies.of(0) : tallies.ofOthers();
                for (int i = 0; i < 20_000; i++) {
                    begun.incrementAndGet();
                    mine.addOne(0);
                    done.incrementAndGet();
                }
                counting.decrementAndGet();
                return;
            }
            while (counting.get() > 0) {
                long before = done.get();
                long sum = tallies.sum(0);
                long after = begun.get();
                assertTrue(before <= sum && sum <= after, () -> before + " <= " + sum + " <= " + after);
            }
        });

        assertEquals(40_000, tallies.sum(0));
    }
}
