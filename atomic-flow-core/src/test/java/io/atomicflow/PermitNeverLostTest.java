package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of the tasks: afterwards no permit is held, and all are free. */
@Timeout(120)
class PermitNeverLostTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    private static void assertAllFree(Limit limit) {
        Together.until("all permits are back", () -> limit.held() == 0);
        assertEquals(0, limit.waiting());
        List<Permit> all = new ArrayList<>();
        for (int i = 0; i < limit.permits(); i++) {
            all.add(limit.tryAcquire().orElseThrow());
        }
        assertTrue(limit.tryAcquire().isEmpty());
        all.forEach(Permit::close);
        assertEquals(0, limit.closedTwice());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void tasksWhoseTimeInLineRanOutTakeNoPermitWithThem(Semaphores strategy) throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).clock(clock).build()) {
            Limit three = flow.limit("three", 3);
            List<Permit> held = List.of(three.acquire(), three.acquire(), three.acquire());
            List<TaskHandle<String>> late = new ArrayList<>();
            Task<String> task = Task.named("t").limit("three", 3).permitTimeout(SECOND).call(context -> "ran");
            for (int i = 0; i < 200; i++) {
                late.add(flow.submit(task));
            }
            Together.until("all wait", () -> three.waiting() == 200);

            clock.advance(SECOND);
            assertTrue(flow.drain(LONG));
            held.forEach(Permit::close);

            late.forEach(handle -> assertEquals(TaskState.TIMED_OUT, handle.state()));
            assertAllFree(three);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void timeoutAgainstGrantAgainstCancelNeverLosesThePermit(Semaphores strategy) throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).clock(clock).build()) {
            Limit one = flow.limit("one", 1);
            Task<String> task = Task.named("t").limit("one", 1).permitTimeout(SECOND).call(context -> "ran");
            for (int round = 0; round < 100; round++) {
                Permit held = one.acquire();
                TaskHandle<String> first = flow.submit(task);
                TaskHandle<String> second = flow.submit(task);
                Together.until("both wait", () -> one.waiting() == 2);

                Together.run(3, number -> {
                    switch (number) {
                        case 0 -> held.close();
                        case 1 -> clock.advance(SECOND);
                        default -> first.cancel();
                    }
                });

                assertTrue(flow.drain(LONG));
                assertTrue(first.outcome().isPresent() && second.outcome().isPresent());
                assertAllFree(one);
            }
        }
    }

    @Test
    void releaseAndTimeoutInTheSameTickEndTheTaskOnceAndKeepThePermit() throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().clock(clock).build()) {
            Limit one = flow.limit("one", 1);
            AtomicInteger ran = new AtomicInteger();
            Permit held = one.acquire();
            TaskHandle<Integer> task = flow.submit(
                    Task.named("t").limit("one", 1).permitTimeout(SECOND).call(context -> ran.incrementAndGet()));
            Together.until("it waits", () -> one.waiting() == 1);

            clock.advance(SECOND);
            held.close();

            assertTrue(flow.drain(LONG));
            assertEquals(ran.get() == 1 ? TaskState.COMPLETE : TaskState.TIMED_OUT, task.state());
            assertAllFree(one);
        }
    }

    @Test
    void listenersThatThrowOrBlockOrCallBackChangeNothing() throws Exception {
        AtomicBoolean open = new AtomicBoolean();
        List<AtomicFlow> self = new ArrayList<>();
        try (AtomicFlow flow = AtomicFlow.builder()
                .listener(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .listener(event -> Together.until("it may go on", open::get))
                .listener(event -> {
                    self.getFirst().limit("three", 3).resize(3);
                    self.getFirst().snapshot();
                })
                .build()) {
            self.add(flow);
            Limit three = flow.limit("three", 3);
            List<TaskHandle<Object>> handles = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                handles.add(flow.submit(three, () -> {
                    throw new IllegalStateException("on purpose");
                }));
                if (i % 3 == 0) {
                    handles.getLast().cancel();
                }
            }

            assertTrue(flow.drain(LONG));

            assertAllFree(three);
            open.set(true);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void cancelBetweenGrantAndRunFreesThePermit(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
            Limit one = flow.limit("one", 1);
            AtomicInteger ran = new AtomicInteger();
            for (int round = 0; round < 50; round++) {
                Permit held = one.acquire();
                TaskHandle<Integer> granted = flow.submit(one, ran::incrementAndGet);
                Together.until("it waits, and its worker has left the line", () -> one.gate().waiters().size() == 1);
                flow.pause(); // it gets its permit, but no worker
                held.close();
                Together.until("it is granted", () -> one.held() == 1 && one.waiting() == 0);

                assertTrue(granted.cancel());

                assertAllFree(one);
                flow.resume();
            }
            assertTrue(flow.drain(LONG));
            assertEquals(0, ran.get());
        }
    }

    @Test
    void interruptsAtAnyMomentOfTheRunWrapperLosePermitsNever() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(2)).build()) {
            Limit one = flow.limit("one", 1);
            AtomicBoolean over = new AtomicBoolean();
            Elsewhere<Integer> interrupter = Elsewhere.call(() -> {
                int count = 0;
                for (; !over.get(); count++) {
                    threads.forEach(Thread::interrupt);
                }
                return count;
            });
            for (int i = 0; i < 3_000; i++) {
                flow.submit(one, () -> {
                    threads.add(Thread.currentThread());
                    if (Thread.interrupted()) {
                        throw new InterruptedException("by chance");
                    }
                    return "ran";
                });
            }

            assertTrue(flow.drain(LONG));
            over.set(true);

            assertTrue(interrupter.result() > 0);
            assertAllFree(one);
        }
    }

    @Test
    void aBodyThatOverflowsItsStackGivesItsPermitBack() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit one = flow.limit("one", 1);
            TaskHandle<Integer> deep = flow.submit(one, () -> depth(0));

            CompletionException failure = assertThrows(CompletionException.class, deep::join);

            assertEquals(StackOverflowError.class, failure.getCause().getClass());
            assertAllFree(one);
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int depth(int soFar) {
        return 1 + depth(soFar + 1);
    }
}
