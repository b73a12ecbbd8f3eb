package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AtomicFlowCancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aCancelledTaskFreesItsSlotAtOnceAndNeverRuns() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .workers(Workers.persistent(1))
                .queueCapacity(10_000)
                .build()) {
            Gate gate = new Gate();
            AtomicInteger ran = new AtomicInteger();
            Limit limit = flow.limit("one", 1);
            flow.submit(limit, gate::pass);
            gate.entered.await();
            for (int round = 0; round < 3; round++) {
                List<TaskHandle<Integer>> handles = new ArrayList<>();
                for (int i = 0; i < 10_000; i++) {
                    handles.add(flow.submit(limit, ran::incrementAndGet));
                }
                handles.forEach(handle -> assertTrue(handle.cancel()));
                handles.forEach(handle -> assertFalse(handle.cancel()));
                assertEquals(TaskState.CANCELLED, handles.getFirst().state());
                assertThrows(CancellationException.class, handles.getLast()::join);
            }
            gate.open.countDown();

            assertTrue(flow.drain(LONG));
            assertEquals(0, ran.get());
            assertEquals(30_000, flow.snapshot().tasks().cancelled());
        }
    }

    @Test
    void aCancelledWaiterLeavesTheLineAndTheNextOneRuns() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Gate gate = new Gate();
            Limit limit = flow.limit("one", 1);
            flow.submit(limit, gate::pass);
            gate.entered.await();
            TaskHandle<String> head = flow.submit(limit, () -> "head");
            Together.until("it waits", () -> limit.waiting() == 1);
            TaskHandle<String> follower = flow.submit(limit, () -> "follower");
            Together.until("both wait", () -> limit.waiting() == 2);

            assertEquals(TaskState.LOCK_CHECK, head.state());
            assertTrue(head.cancel());
            assertEquals(1, limit.waiting());
            gate.open.countDown();

            assertEquals("follower", follower.join());
            assertInstanceOf(TaskOutcome.Cancelled.class, head.outcome().orElseThrow());
        }
    }

    @Test
    void aRunningBodyIsMarkedThenInterruptedAndEndsCancelledWhateverItMakesOfIt() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(1)).build()) {
            Limit limit = flow.limit("one", 1);
            CountDownLatch entered = new CountDownLatch(1);
            CompletableFuture<Boolean> wasMarked = new CompletableFuture<>();
            TaskHandle<String> handle = flow.submit(limit, context -> {
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    wasMarked.complete(context.isCancelled());
                }
                return "as if nothing had happened";
            });
            entered.await();

            assertTrue(handle.cancel());

            assertTrue(wasMarked.join());
            assertInstanceOf(TaskOutcome.Cancelled.class, handle.await());
            Together.until("all permits are back", () -> limit.held() == 0);
            assertEquals(false, flow.submit(limit, () -> Thread.currentThread().isInterrupted()).join());
        }
    }

    @Test
    void cancelAgainstEverythingLosesNoPermitAndNoTask() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("two", 2);
            List<TaskHandle<Integer>> handles = java.util.Collections.synchronizedList(new ArrayList<>());
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger overruns = new AtomicInteger();

            Together.run(3, number -> {
                for (int i = 0; i < 3_000; i++) {
                    TaskHandle<Integer> handle = flow.submit(limit, () -> {
                        if (inside.incrementAndGet() > 2) {
                            overruns.incrementAndGet();
                        }
                        return inside.decrementAndGet();
                    });
                    handles.add(handle);
                    if (i % 2 == number % 2) {
                        handle.cancel();
                    }
                }
            });

            assertTrue(flow.drain(LONG));
            assertEquals(0, overruns.get());
            Together.until("all permits are back", () -> limit.held() == 0);
            assertEquals(0, limit.waiting());
            handles.forEach(handle -> assertTrue(handle.outcome().isPresent()));
            TaskCounts counts = flow.snapshot().tasks();
            assertEquals(9_000, counts.accepted());
            assertEquals(9_000, counts.complete() + counts.cancelled());
        }
    }
}
