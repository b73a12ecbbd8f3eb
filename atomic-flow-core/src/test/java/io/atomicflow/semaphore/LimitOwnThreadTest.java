package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Elsewhere;
import io.atomicflow.ManualClock;
import io.atomicflow.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits for code that runs in a thread of its own. */
@Timeout(120)
class LimitOwnThreadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Limit limit = new Limit(
            "own", Semaphores.channel().create(1), new LineRules(clock, SECOND, LineRules.Blocking.UNNOTICED));

    private void untilWaiting(int count) {
        Together.until(count + " wait", () -> limit.waiting() == count);
    }

    private void assertNothingIsLeftBehind() {
        assertEquals(0, limit.held());
        assertEquals(0, limit.waiting());
        limit.tryAcquire().orElseThrow().close();
    }

    @Test
    void aWaitThatRunsOutOfTimeLeavesNothingBehind() throws Exception {
        Permit held = limit.acquire();
        Elsewhere<Optional<Permit>> waiting = Elsewhere.call(() -> limit.tryAcquire(SECOND));
        untilWaiting(1);

        clock.advance(SECOND.minusNanos(1));
        assertFalse(waiting.call().isDone());
        clock.advance(Duration.ofNanos(1));

        assertTrue(waiting.result().isEmpty());
        assertEquals(0, limit.waiting());
        held.close();
        assertNothingIsLeftBehind();
    }

    @Test
    void aPermitThatComesInTimeEndsTheWait() throws Exception {
        Permit held = limit.acquire();
        Elsewhere<Optional<Permit>> waiting = Elsewhere.call(() -> limit.tryAcquire(SECOND));
        untilWaiting(1);

        held.close();

        waiting.result().orElseThrow().close();
        assertNothingIsLeftBehind();
    }

    @Test
    void hundredWaitersThatTimeOutLeaveAllPermitsFree() throws Exception {
        limit.resize(3);
        List<Permit> held = List.of(limit.acquire(), limit.acquire(), limit.acquire());
        List<Elsewhere<Optional<Permit>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(Elsewhere.call(() -> limit.tryAcquire(SECOND)));
        }
        untilWaiting(100);

        clock.advance(SECOND);

        for (Elsewhere<Optional<Permit>> each : all) {
            assertTrue(each.result().isEmpty());
        }
        held.forEach(Permit::close);
        assertEquals(0, limit.held());
        for (int i = 0; i < 3; i++) {
            assertTrue(limit.tryAcquire().isPresent());
        }
        assertTrue(limit.tryAcquire().isEmpty());
    }

    @Test
    void noTimeToWaitMeansOneTry() throws Exception {
        try (Permit held = limit.tryAcquire(Duration.ZERO).orElseThrow()) {
            assertTrue(held.id() > 0);
            assertTrue(limit.tryAcquire(Duration.ZERO).isEmpty());
            assertTrue(limit.tryAcquire(Duration.ofSeconds(-1)).isEmpty());
        }
        assertNothingIsLeftBehind();
    }

    @Test
    void theLongestTimeIsNotMistakenForNone() throws Exception {
        Permit held = limit.acquire();
        Elsewhere<Optional<Permit>> waiting = Elsewhere.call(
                () -> limit.tryAcquire(Duration.ofSeconds(Long.MAX_VALUE)));
        untilWaiting(1);

        held.close();

        waiting.result().orElseThrow().close();
    }

    @Test
    void anInterruptedThreadGetsNoPermitAlthoughOneIsFree() throws Exception {
        Elsewhere<Boolean> interrupted = Elsewhere.call(() -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, limit::acquire);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> limit.tryAcquire(SECOND));
            Thread.currentThread().interrupt();
            limit.tryAcquire().orElseThrow().close(); // it never waits, so it does not care
            return Thread.interrupted();
        });

        assertTrue(interrupted.result(), "tryAcquire() leaves the flag up");
        assertNothingIsLeftBehind();
    }

    @Test
    void anInterruptWhileWaitingLeavesNothingBehind() throws Exception {
        Permit held = limit.acquire();
        Elsewhere<Permit> waiting = Elsewhere.call(limit::acquire);
        untilWaiting(1);

        waiting.thread().interrupt();

        assertInstanceOf(InterruptedException.class, waiting.failure());
        held.close();
        assertNothingIsLeftBehind();
    }

    @Test
    void anInterruptAfterTheGrantIsKeptForLater() throws Exception {
        AtomicInteger withPermit = new AtomicInteger();
        for (int round = 0; round < 100; round++) {
            Permit held = limit.acquire();
            Elsewhere<Boolean> waiting = Elsewhere.call(() -> {
                try (Permit mine = limit.acquire()) {
                    withPermit.incrementAndGet();
                    Together.until("the interrupt is here", Thread.currentThread()::isInterrupted);
                    return mine.id() > 0;
                } catch (InterruptedException e) {
                    return !Thread.currentThread().isInterrupted();
                }
            });
            untilWaiting(1);

            Together.run(2, number -> {
                if (number == 0) {
                    held.close();
                } else {
                    waiting.thread().interrupt();
                }
            });

            assertTrue(waiting.result());
            assertNothingIsLeftBehind();
        }
        assertTrue(withPermit.get() <= 100);
    }

    @Test
    void timeoutAgainstReleaseNeverLosesThePermit() throws Exception {
        for (int round = 0; round < 200; round++) {
            Permit held = limit.acquire();
            Elsewhere<Optional<Permit>> waiting = Elsewhere.call(() -> limit.tryAcquire(SECOND));
            untilWaiting(1);

            Together.run(2, number -> {
                if (number == 0) {
                    held.close();
                } else {
                    clock.advance(SECOND);
                }
            });

            waiting.result().ifPresent(Permit::close);
            assertNothingIsLeftBehind();
        }
    }

    @Test
    void timeoutAndReleaseInTheSameTickNeverLoseThePermit() throws Exception {
        Permit held = limit.acquire();
        Elsewhere<Optional<Permit>> waiting = Elsewhere.call(() -> limit.tryAcquire(SECOND));
        untilWaiting(1);

        clock.advance(SECOND);
        held.close();

        waiting.result().ifPresent(Permit::close);
        assertNothingIsLeftBehind();
    }

    @Test
    void whoWaitsIsAnnouncedAsBlockedAndNobodyElse() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        LineRules.Blocking counting = new LineRules.Blocking() {
            @Override
            public void begin() {
                begun.incrementAndGet();
            }

            @Override
            public void end() {
                ended.incrementAndGet();
            }
        };
        Limit watched = new Limit("watched", Semaphores.channel().create(1), new LineRules(clock, SECOND, counting));
        Permit held = watched.acquire();
        assertEquals(0, begun.get());
        Elsewhere<Permit> waiting = Elsewhere.call(watched::acquire);
        Together.until("it waits", () -> watched.waiting() == 1);
        waiting.thread().interrupt();

        assertInstanceOf(InterruptedException.class, waiting.failure());
        held.close();
        assertEquals(1, begun.get());
        assertEquals(1, ended.get());
    }
}
