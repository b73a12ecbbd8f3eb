package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PerTaskWorkersTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger made = new AtomicInteger();
    private final ThreadFactory counting = body -> {
        made.incrementAndGet();
        return Thread.ofVirtual().unstarted(body);
    };

    @Test
    void eachBodyHasAVirtualThreadOfItsOwn() {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask()).build()) {
            List<TaskHandle<Thread>> tasks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                tasks.add(flow.submit(flow.limit("two", 2), Thread::currentThread));
            }

            assertEquals(100, tasks.stream().map(TaskHandle::join).distinct().count());
            assertTrue(tasks.stream().allMatch(task -> task.join().isVirtual()));
        }
    }

    @Test
    void noThreadIsMadeForATaskThatWaitsAndNoMoreRunThanTheLimitAllows() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask().threads(counting)).build()) {
            Limit three = flow.limit("three", 3);
            CountDownLatch open = new CountDownLatch(1);
            AtomicInteger inside = new AtomicInteger();
            List<TaskHandle<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                tasks.add(flow.submit(three, () -> {
                    int now = inside.incrementAndGet();
                    open.await();
                    inside.decrementAndGet();
                    return now;
                }));
            }
            Together.until("the rest waits", () -> three.waiting() == 997 && inside.get() == 3);

            assertEquals(1 + 3, made.get(), "the dispatcher and three bodies");
            open.countDown();

            assertTrue(flow.drain(LONG));
            assertTrue(tasks.stream().allMatch(task -> task.join() <= 3));
            assertEquals(1 + 1_000, made.get());
        }
    }

    @Test
    void aTaskForWhichNoThreadCanBeHadFailsAndGivesItsPermitBack() throws Exception {
        IllegalStateException none = new IllegalStateException("no more threads");
        ThreadFactory failing = body -> {
            int number = made.incrementAndGet();
            if (number > 1 && number % 3 == 0) {
                throw none;
            }
            return number > 1 && number % 3 == 1 ? null : Thread.ofVirtual().unstarted(body);
        };
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask().threads(failing)).build()) {
            Limit one = flow.limit("one", 1);
            List<TaskHandle<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                tasks.add(flow.submit(one, () -> "ran"));
            }

            assertTrue(flow.drain(LONG));
            Together.until("all permits are back", () -> one.held() == 0);
            assertEquals(0, one.waiting());
            assertEquals(100, flow.snapshot().tasks().complete());
            assertEquals(200, flow.snapshot().tasks().failed());
            for (TaskHandle<String> task : tasks) {
                if (task.await() instanceof TaskOutcome.Failed<String>(Throwable cause)) {
                    assertTrue(cause.equals(none) || assertInstanceOf(NullPointerException.class, cause).getMessage()
                            .contains("thread factory"));
                }
            }
        }
    }

    @Test
    void aBodyCanBeCancelledAndAFlowClosedOnFreshThreads() throws Exception {
        AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask()).build();
        Limit two = flow.limit("two", 2);
        Gate first = new Gate();
        Gate second = new Gate();
        TaskHandle<Object> cancelled = flow.submit(two, first::pass);
        flow.submit(two, second::pass);
        first.entered.await();
        second.entered.await();
        flow.submit(two, () -> "never");
        Together.until("it waits", () -> two.waiting() == 1);

        assertTrue(cancelled.cancel());
        // The waiter has the permit before the end of the one that gave it back is counted.
        Together.until("the waiter ran", () -> flow.snapshot().tasks().complete() == 1);
        Together.until("the end is counted", () -> flow.snapshot().tasks().cancelled() == 1);

        assertEquals(new CloseReport(0, 1, 0), flow.close(Duration.ZERO));
        Together.until("all permits are back", () -> two.held() == 0);
    }
}
