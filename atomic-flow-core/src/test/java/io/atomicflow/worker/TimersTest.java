package io.atomicflow.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.ManualClock;
import io.atomicflow.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

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
}
