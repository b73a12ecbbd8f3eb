package io.atomicflow.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.ManualClock;
import io.atomicflow.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TimersTest {

    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock);
    private final List<String> fired = new CopyOnWriteArrayList<>();

    private void add(Duration after, String name) {
        timers.add(clock.nanoTime() + after.toNanos(), () -> fired.add(name));
    }

    @Test
    void timersFireInTheOrderOfTheirTimeAndNotBefore() {
        Thread runner = Thread.ofPlatform().daemon().start(timers);
        add(Duration.ofSeconds(2), "second");
        add(Duration.ofSeconds(1), "first");
        add(Duration.ofSeconds(2), "third");
        add(Duration.ofSeconds(9), "too late");

        clock.advance(Duration.ofSeconds(3));

        Together.until("three timers fired", () -> fired.size() == 3);
        assertEquals(List.of("first", "second", "third"), fired);
        timers.stop();
        Together.until("the runner ended", () -> !runner.isAlive());
    }

    @Test
    void whatWasClearedDoesNotFire() {
        add(Duration.ZERO, "cleared");
        assertEquals(1, timers.clear().size());
        add(Duration.ZERO, "kept");

        Thread.ofPlatform().daemon().start(timers);

        Together.until("a timer fired", () -> !fired.isEmpty());
        assertEquals(List.of("kept"), fired);
        timers.stop();
    }

    @Test
    void aMillionCancelledTimersLeaveTheHeapSmall() {
        for (int i = 0; i < 10; i++) {
            add(Duration.ofHours(1), "kept");
        }
        int largest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            Timers.Timer timer = timers.add(clock.nanoTime() + Duration.ofDays(1).toNanos() + i, () -> fired.add("no"));

            assertTrue(timers.cancel(timer));

            if (i % 1_000 == 0) {
                assertFalse(timers.cancel(timer));
                largest = Math.max(largest, timers.size());
            }
        }
        assertTrue(largest < 200, "there were " + largest);
        assertEquals(10, timers.clear().size());
    }

    @Test
    void aCancelledTimerNeverFiresAndOneThatFiredCannotBeCancelled() {
        for (int round = 0; round < 200; round++) {
            Timers racing = new Timers(clock);
            Thread runner = Thread.ofPlatform().daemon().start(racing);
            AtomicInteger count = new AtomicInteger();
            Timers.Timer timer = racing.add(clock.nanoTime() + 1, count::incrementAndGet);
            AtomicBoolean cancelled = new AtomicBoolean();

            Together.run(2, number -> {
                if (number == 0) {
                    clock.advance(Duration.ofNanos(1));
                } else {
                    cancelled.set(racing.cancel(timer));
                }
            });

            Together.until("fired or cancelled", () -> cancelled.get() || count.get() == 1);
            racing.stop();
            Together.until("the runner ended", () -> !runner.isAlive());
            assertEquals(cancelled.get() ? 0 : 1, count.get());
        }
    }

    @Test
    void aStopIsNeverMissedHoweverSoonItComes() {
        for (int round = 0; round < 500; round++) {
            Timers stopped = new Timers(clock);
            Thread runner = Thread.ofPlatform().daemon().start(stopped);
            for (int i = 0; i < round % 50; i++) {
                stopped.add(Long.MAX_VALUE >> 1, () -> fired.add("never"));
            }

            stopped.stop();

            Together.until("the runner ended", () -> !runner.isAlive());
        }
    }
}
