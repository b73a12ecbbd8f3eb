package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AtomicFlowCloseTest {

    @Test
    void whatWasAcceptedIsDoneBeforeAFlowIsClosed() {
        AtomicInteger done = new AtomicInteger();
        AtomicFlow flow = AtomicFlow.create();
        for (int i = 0; i < 5_000; i++) {
            flow.submit(flow.limit("three", 3), done::incrementAndGet);
        }

        CloseReport report = flow.close(Duration.ofSeconds(60));

        assertEquals(5_000, done.get());
        assertEquals(0, report.cancelled());
        assertEquals(0, report.abandoned());
    }

    @Test
    void aClosedFlowRefusesWithAReason() {
        AtomicFlow flow = AtomicFlow.create();
        Limit limit = flow.limit("x", 1);
        flow.close();
        flow.close();

        TaskRejectedException refusal = assertThrows(TaskRejectedException.class, () -> flow.submit(limit, () -> "x"));

        assertEquals(TaskRejectedException.Reason.CLOSED, refusal.reason());
    }

    @Test
    void atTheDeadlineEveryTaskEndsWhereverItIs() throws Exception {
        AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(2)).build();
        CountDownLatch running = new CountDownLatch(2);
        List<TaskHandle<?>> handles = new ArrayList<>();
        for (int i = 0; i < 2; i++) { // in progress, on every worker
            handles.add(flow.submit(flow.limit("two", 2), () -> {
                running.countDown();
                return waitForEver();
            }));
        }
        running.await();
        for (int i = 0; i < 100; i++) { // queued
            handles.add(flow.submit(flow.limit("two", 2), () -> "never"));
        }
        List<Task<String>> later = Collections.nCopies(
                50, Task.named("later").limit("two", 2).call(context -> "never"));
        handles.addAll(flow.submitAll(later, Stagger.every(Duration.ofHours(1)))); // scheduled, but for the first

        CloseReport report = flow.close(Duration.ZERO);

        assertEquals(new CloseReport(0, 152, 0), report);
        handles.forEach(handle -> assertEquals(TaskState.CANCELLED, handle.state()));
        Together.until("all permits are back", () -> flow.limit("two").held() == 0);
    }

    @Test
    void waitersAreCancelledAtTheDeadline() throws Exception {
        AtomicFlow flow = AtomicFlow.create();
        Limit paused = flow.limit("paused", 0);
        List<TaskHandle<?>> handles = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            handles.add(flow.submit(paused, () -> "never"));
        }
        Together.until("all wait", () -> paused.waiting() == 1_000);

        CloseReport report = flow.close(Duration.ZERO);

        assertEquals(new CloseReport(0, 1_000, 0), report);
        handles.forEach(handle -> assertTrue(handle.outcome().isPresent()));
        assertEquals(0, paused.waiting());
    }

    @Test
    void aLineOfAnyLengthIsCancelledWithoutRunningOutOfStack() throws Exception {
        AtomicFlow flow = AtomicFlow.builder().queueCapacity(100_000).build();
        Limit one = flow.limit("one", 1);
        CountDownLatch running = new CountDownLatch(1);
        TaskHandle<?> holder = flow.submit(one, () -> {
            running.countDown();
            return waitForEver();
        });
        running.await();
        List<TaskHandle<?>> handles = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            handles.add(flow.submit(one, () -> "never"));
        }
        Together.until("all wait", () -> one.waiting() == 100_000);

        Together.run(2, number -> {
            if (number == 0) {
                flow.close(Duration.ZERO);
            } else {
                holder.cancel(); // its permit goes down the line while the line is being cancelled
            }
        });

        assertTrue(holder.outcome().isPresent());
        handles.forEach(handle -> assertTrue(handle.outcome().isPresent()));
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(100_001, flow.snapshot().tasks().ended());
    }

    @Test
    void aStormOfSubmitsDuringTheCloseLosesNoTask() {
        for (int round = 0; round < 50; round++) {
            AtomicFlow flow = AtomicFlow.create();
            Limit limit = flow.limit("three", 3);
            List<TaskHandle<?>> accepted = Collections.synchronizedList(new ArrayList<>());

            Together.run(3, number -> {
                if (number == 0) {
                    flow.close(Duration.ZERO);
                    return;
                }
                try {
                    for (int i = 0; i < 2_000; i++) {
                        accepted.add(flow.submit(limit, () -> "x"));
                    }
                } catch (TaskRejectedException e) {
                    // closed, or full: not accepted
                }
            });

            accepted.forEach(handle -> assertTrue(handle.outcome().isPresent(), "a task has no end"));
            Together.until("all permits are back", () -> limit.held() == 0);
            assertEquals(accepted.size(), flow.snapshot().tasks().ended());
        }
    }

    @Test
    void aTaskMayCloseItsOwnFlow() throws Exception {
        AtomicFlow flow = AtomicFlow.create();
        TaskHandle<String> handle = flow.submit(flow.limit("x", 1), () -> {
            assertThrows(IllegalStateException.class, () -> flow.close(Duration.ofSeconds(1)));
            flow.close();
            return "closed";
        });

        assertEquals("closed", handle.join());
        assertThrows(TaskRejectedException.class, () -> flow.submit(flow.limit("x", 1), () -> "x"));
    }

    @Test
    void anActionOfAFutureMayCloseTheFlowThatCancelsIt() throws Exception {
        AtomicFlow flow = AtomicFlow.create();
        Limit paused = flow.limit("paused", 0);
        TaskHandle<String> handle = flow.submit(paused, () -> "never");
        AtomicInteger closed = new AtomicInteger();
        CompletableFuture<?> action = handle.toCompletableFuture().whenComplete((value, thrown) -> {
            flow.close();
            closed.incrementAndGet();
        });
        Together.until("it waits", () -> paused.waiting() == 1);

        flow.close(Duration.ZERO);

        assertTrue(action.isDone());
        assertEquals(1, closed.get());
    }

    @Test
    void forEverIsATimeoutToo() throws Exception {
        AtomicFlow flow = AtomicFlow.create();
        flow.submit(flow.limit("x", 1), () -> "x").join();

        assertTrue(flow.drain(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(0, flow.close(Duration.ofSeconds(Long.MAX_VALUE)).abandoned());
    }

    @Test
    void aBodyThatIgnoresItsInterruptIsAbandonedAndItsHandleEnds() throws Exception {
        AtomicFlow flow = AtomicFlow.create();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        TaskHandle<Boolean> deaf = flow.submit(flow.limit("x", 1), () -> {
            entered.countDown();
            while (open.getCount() > 0) {
                Thread.onSpinWait();
            }
            return true;
        });
        entered.await();

        CloseReport report = flow.close(Duration.ZERO);

        assertEquals(new CloseReport(0, 1, 1), report);
        assertEquals(TaskState.CANCELLED, deaf.state());
        assertTrue(deaf.outcome().isPresent());
        open.countDown();
        Together.until("its permit is back", () -> flow.limit("x").held() == 0);
    }

    @Test
    void aThousandFlowsOpenedAndClosedLeaveNoThreadBehind() {
        for (int i = 0; i < 1_000; i++) {
            try (AtomicFlow flow = AtomicFlow.builder().listener(event -> {}).build()) {
                flow.submit(flow.limit("x", 1), () -> "x").join();
            }
        }

        Together.until("no thread of a flow is left", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("atomic-flow-")));
    }

    private static Object waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }
}
