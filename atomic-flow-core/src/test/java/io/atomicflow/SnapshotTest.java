package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Idle;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SnapshotTest {

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger asking = new AtomicInteger();

    private void assertAddsUp(AtomicFlow flow) {
        int atLeast = accepted.get();
        FlowSnapshot now = flow.snapshot();
        int atMost = asking.get();
        TaskCounts tasks = now.tasks();
        assertTrue(
                tasks.scheduled() >= 0 && tasks.queued() >= 0 && tasks.lockCheck() >= 0 && tasks.inProgress() >= 0,
                tasks.toString());
        assertTrue(tasks.accepted() >= atLeast && tasks.accepted() <= atMost, atLeast + " to " + atMost + ": " + tasks);
        assertEquals(tasks.scheduled() + tasks.queued(), now.queueUsed());
        now.limits().forEach(limit -> assertTrue(
                limit.held() >= 0 && limit.held() <= limit.permits() && limit.waiting() >= 0, limit.toString()));
    }

    @Test
    void theTimeForWhichAWorkerSpinsIsNoRunTimeOfTheNextBody() {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder()
                .clock(clock)
                .workers(Workers.platform(1).idle(Idle.spinThenPark(Integer.MAX_VALUE)))
                .build()) {
            Limit limit = flow.limit("x", 1);
            flow.submit(limit, () -> {}).join();
            Together.until("the worker spins", SnapshotTest::somebodySpins);
            clock.advance(Duration.ofSeconds(100));
            flow.submit(limit, () -> clock.advance(Duration.ofSeconds(1))).join();

            Duration longest = flow.snapshot().limits().getFirst().runTimes().max();
            assertTrue(longest.toSeconds() >= 1 && longest.toSeconds() < 2, "longest " + longest);
        }
    }

    @Test
    void aWorkerThatSpinsDoesNotKeepTheJvmFromStoppingItsThreads() {
        // A look at the stacks stops all threads. Held up until the spinning ends, it would find the worker asleep. What
        // compiled code does about it differs from time to time, so some flows come and go.
        for (int round = 0; round < 300; round++) {
            try (AtomicFlow flow = AtomicFlow.builder()
                    .workers(Workers.platform(1).idle(Idle.spinThenPark(Integer.MAX_VALUE)))
                    .build()) {
                flow.submit(flow.limit("x", 1), () -> {}).join();
                Together.until("the worker spins", 5, SnapshotTest::somebodySpins);
            }
        }
    }

    private static boolean somebodySpins() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith(".worker.Worker")
                        && frame.getMethodName().equals("spin"));
    }

    @Test
    void theNumbersAddUpAtEveryLookWhateverBecomesOfTheTasks() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(3)).queueCapacity(1_000).build()) {
            Retry retry = Retry.times(2);
            List<Task<String>> kinds = List.of(
                    Task.named("plain").limit("a", 2).call(context -> "x"),
                    Task.named("retried").limit("b", 2).retry(retry).call(context -> {
                        throw new IOException("attempt " + context.attempt());
                    }),
                    Task.named("put off").limit("b", 2).retry(retry.backoff(Duration.ofNanos(1_000))).call(context -> {
                        throw new IOException("attempt " + context.attempt());
                    }),
                    Task.named("late").limit("none", 0).permitTimeout(Duration.ofMillis(1)).call(context -> "x"),
                    Task.named("late again").limit("none", 0).permitTimeout(Duration.ofMillis(1)).retry(retry)
                            .call(context -> "x"),
                    Task.named("too late").limit("a", 2).queueTimeout(Duration.ofNanos(1)).call(context -> "x"));
            Queue<TaskHandle<String>> handles = new ConcurrentLinkedQueue<>();

            Together.run(3, number -> {
                for (int i = 0; i < 4_000; i++) {
                    if (number == 0) {
                        assertAddsUp(flow);
                        continue;
                    }
                    asking.incrementAndGet();
                    TaskHandle<String> handle = flow.submit(
                            kinds.get(i % kinds.size()), Admission.block(Duration.ofSeconds(60)));
                    accepted.incrementAndGet();
                    handles.add(handle);
                    if (i % 5 == 0) {
                        handle.cancel();
                    }
                }
            });

            assertTrue(flow.drain(Duration.ofSeconds(60)));
            TaskCounts counts = flow.snapshot().tasks();
            assertEquals(8_000, counts.ended());
            assertEquals(0, counts.live());
            assertEquals(0, flow.snapshot().queueUsed());
            assertEquals(handles.stream().mapToLong(handle -> handle.attempt() - 1L).sum(), counts.retries());
            flow.snapshot().limits().forEach(limit -> assertEquals(0, limit.held() + limit.waiting()));
        }
    }
}
