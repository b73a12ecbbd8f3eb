package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskContext;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At no moment do more tasks of a limit run than it has permits. */
@Timeout(120)
class NeverTooManyTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    private Object body(TaskContext context) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        return inside.decrementAndGet();
    }

    private void assertNeverMoreThan(int permits) {
        assertTrue(most.get() <= permits, most.get() + " ran at once");
        assertEquals(0, inside.get());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void cancellingQueuedAndWaitingTasksNeverLetsTwoRunAtALimitOfOne(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
            Limit one = flow.limit("one", 1);
            Together.run(3, number -> {
                List<TaskHandle<Object>> mine = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    mine.add(flow.submit(one, this::body));
                    if (i % 2 == 0) {
                        mine.get(i / 2).cancel();
                    }
                }
            });

            assertTrue(flow.drain(LONG));
            assertNeverMoreThan(1);
            Together.until("all permits are back", () -> one.held() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void limitOneNeverRunsTwoUnderCancelPauseShrinkTimeoutsAndRetries(Semaphores strategy) throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).clock(clock).build()) {
            Limit one = flow.limit("one", 1);
            Task<Object> task = Task.named("t")
                    .limit("one", 1)
                    .permitTimeout(Duration.ofMillis(5))
                    .runTimeout(Duration.ofMillis(7))
                    .retry(Retry.times(2))
                    .call(context -> {
                        body(context);
                        if (context.taskId() % 5 == 0) {
                            throw new IllegalStateException("on purpose");
                        }
                        return "ran";
                    });
            Together.run(4, number -> {
                for (int i = 0; i < 600; i++) {
                    switch (number) {
                        case 0 -> {
                            one.resize(i % 2);
                            clock.advance(Duration.ofMillis(1));
                        }
                        case 1 -> {
                            one.pause();
                            one.resume();
                        }
                        default -> {
                            TaskHandle<Object> handle = flow.submit(task);
                            if (i % 4 == 0) {
                                handle.cancel();
                            }
                        }
                    }
                }
            });
            one.resize(1);

            assertTrue(flow.drain(LONG));
            assertNeverMoreThan(1);
            Together.until("all permits are back", () -> one.held() == 0);
            assertEquals(0, one.waiting());
            assertEquals(0, one.closedTwice());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void manyThreadsAtOneBelowTheLimitGetOnePermit(Semaphores strategy) {
        for (int round = 0; round < 200; round++) {
            Limit limit = new Limit("five", strategy.create(5));
            for (int i = 0; i < 4; i++) {
                assertTrue(limit.tryAcquire().isPresent());
            }
            AtomicInteger got = new AtomicInteger();

            Together.run(4, number -> got.addAndGet(limit.tryAcquire().isPresent() ? 1 : 0));

            assertEquals(1, got.get());
            assertEquals(5, limit.held());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aPermitThatIsClosedAgainFreesNothing(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
            Limit one = flow.limit("one", 1);
            Permit stale = one.acquire();
            stale.close();
            Gate gate = new Gate();
            flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> next = flow.submit(one, () -> "next");
            Together.until("the next one waits", () -> one.waiting() == 1);

            Together.run(3, number -> stale.close());

            assertEquals(3, one.closedTwice());
            assertEquals(1, one.held());
            assertEquals(TaskState.LOCK_CHECK, next.state());
            gate.open.countDown();
            assertEquals("next", next.join());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anInterruptedThreadSubmitsLikeAnyOtherAndGetsNoPermitForItself(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
            Limit one = flow.limit("one", 1);
            Permit held = one.acquire();
            Elsewhere<TaskHandle<Object>> submitter = Elsewhere.call(() -> {
                Thread.currentThread().interrupt();
                TaskHandle<Object> handle = flow.submit(one, this::body);
                assertTrue(Thread.currentThread().isInterrupted(), "the flag stays up");
                assertThrows(InterruptedException.class, one::acquire);
                return handle;
            });
            TaskHandle<Object> task = submitter.result();
            Together.until("the task waits", () -> one.waiting() == 1);
            assertEquals(1, one.held());

            held.close();

            task.join();
            Together.until("all permits are back", () -> one.held() == 0);
            assertEquals(0, one.closedTwice());
            assertNeverMoreThan(1);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void tasksAndOwnThreadsTogetherNeverOvershoot(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
            Limit two = flow.limit("two", 2);
            Together.run(3, number -> {
                for (int i = 0; i < 500; i++) {
                    if (number == 0) {
                        try (Permit mine = two.acquire()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                            assertTrue(mine.id() > 0);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    } else {
                        flow.submit(two, this::body);
                    }
                }
            });

            assertTrue(flow.drain(LONG));
            assertNeverMoreThan(2);
            Together.until("all permits are back", () -> two.held() == 0);
        }
    }
}
