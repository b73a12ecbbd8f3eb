package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.task.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a whole line gives up, the work is in proportion to the line: counted, not timed. */
@Timeout(120)
class MassCancelTest {

    private final AtomicLong looks = new AtomicLong();

    private List<Guest> lineOf(Limit limit, int length) {
        List<Guest> line = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Guest guest = new Guest(Priority.NORMAL, looks);
            line.add(guest);
            limit.gate().enqueue(guest);
        }
        return line;
    }

    private long looksToCancel(int length, boolean backwards, boolean shuffled) {
        Limit limit = new Limit("test", Semaphores.channel().create(0));
        List<Guest> line = lineOf(limit, length);
        if (backwards) {
            Collections.reverse(line);
        }
        if (shuffled) {
            Collections.shuffle(line, new Random(7));
        }
        looks.set(0);
        line.forEach(guest -> assertTrue(guest.giveUp(limit)));
        limit.resize(1);
        assertEquals(0, limit.waiting());
        assertEquals(0, limit.held());
        return looks.get();
    }

    @Test
    void cancellingALineTakesTheSameFewLooksAWaiterHoweverLongItIs() {
        for (int length : new int[]{10_000, 100_000}) {
            assertTrue(looksToCancel(length, false, false) < 10L * length, "from the head");
            assertTrue(looksToCancel(length, true, false) < 10L * length, "from the tail");
            assertTrue(looksToCancel(length, false, true) < 10L * length, "in any order");
        }
    }

    @Test
    void aFewThatGaveUpAreNotSearchedForWheneverSomebodyComes() {
        Limit limit = new Limit("test", Semaphores.channel().create(0));
        lineOf(limit, 10_000).subList(5_000, 5_100).forEach(guest -> guest.giveUp(limit));
        looks.set(0);

        lineOf(limit, 1_000);

        assertTrue(looks.get() < 10_000, "looks: " + looks.get());
    }

    @Test
    void aLineOfWaitersThatGaveUpIsPassedInOneGo() {
        Limit limit = new Limit("test", Semaphores.channel().create(1));
        Permit held = limit.tryAcquire().orElseThrow();
        List<Guest> line = lineOf(limit, 100_000);
        Guest last = Guest.enqueued(limit);
        looks.set(0);
        line.forEach(guest -> guest.giveUp(limit));

        held.close();

        assertTrue(last.isGranted());
        assertTrue(looks.get() < 1_000_000, "looks: " + looks.get());
    }
}
