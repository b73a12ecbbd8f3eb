package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** Submitters that do the worker's part. The only worker is busy until the gate opens, and the queue is full. */
@Timeout(120)
class CallerRunsTest {

    private static final int CAPACITY = 4;

    private final Gate busy = new Gate();
    private final AtomicFlow flow = AtomicFlow.builder()
            .workers(Workers.persistent(1))
            .queueCapacity(CAPACITY)
            .onFull(Admission.callerRuns())
            .build();
    private final Limit one = flow.limit("one", 1);

    @BeforeEach
    void theQueueIsFull() throws Exception {
        flow.submit(flow.limit("busy", 1), busy::pass);
        busy.entered.await();
        for (int i = 0; i < CAPACITY; i++) {
            flow.submit(flow.limit("queued", 1), () -> "queued");
        }
    }

    @AfterEach
    void everythingEnds() {
        busy.open.countDown();
        flow.close();
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(0, flow.snapshot().tasks().live());
        MDC.clear();
        boolean ignored = Thread.interrupted();
    }

    @Test
    void theBodyRunsOnTheSubmittersThreadUnderItsPermit() {
        TaskHandle<Thread> task = flow.submit(one, () -> {
            assertEquals(1, one.held());
            return Thread.currentThread();
        });

        assertEquals(TaskState.COMPLETE, task.state());
        assertSame(Thread.currentThread(), task.join());
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(CAPACITY, flow.snapshot().queueUsed());
    }

    @Test
    void aTaskWithoutAPermitWaitsInLineAndTheSubmitterGoesOn() throws Exception {
        TaskHandle<Thread> task;
        try (Permit permit = one.acquire()) {
            assertTrue(permit.id() > 0);
            task = flow.submit(one, Thread::currentThread);

            assertEquals(TaskState.LOCK_CHECK, task.state());
            assertEquals(1, one.waiting());
        }

        busy.open.countDown();
        assertNotSame(Thread.currentThread(), task.join());
    }

    @Test
    void aSubmitterThatIsInterruptedStaysSoAndTheBodyDoesNotSeeIt() {
        Thread.currentThread().interrupt();

        TaskHandle<Boolean> task = flow.submit(one, () -> Thread.currentThread().isInterrupted());

        assertTrue(Thread.interrupted());
        assertEquals(false, task.join());
    }

    @Test
    void anInterruptOfTheSubmitterWhileItRunsABodyIsNotSwallowed() {
        Thread me = Thread.currentThread();

        flow.submit(one, me::interrupt);

        assertTrue(Thread.interrupted());
    }

    @Test
    void theInterruptOfACancelIsForTheBodyAlone() {
        CompletableFuture<TaskHandle<?>> self = new CompletableFuture<>();
        try (AtomicFlow watched = AtomicFlow.builder()
                .workers(Workers.persistent(1))
                .queueCapacity(1)
                .onFull(Admission.callerRuns())
                .build()) {
            Gate gate = new Gate();
            watched.submit(watched.limit("busy", 1), gate::pass);
            Together.until("it runs", () -> gate.entered.getCount() == 0);
            watched.submit(watched.limit("queued", 1), () -> "queued");
            var closer = new CompletableFuture<CloseReport>();
            TaskHandle<Boolean> task = watched.submit(watched.limit("one", 1), context -> {
                Thread.ofPlatform().daemon().start(() -> closer.complete(watched.close(Duration.ZERO)));
                Together.until("it is cancelled",
                        () -> context.isCancelled() && Thread.currentThread().isInterrupted());
                return true;
            });

            assertEquals(false, Thread.currentThread().isInterrupted());
            assertEquals(TaskState.CANCELLED, task.state());
            assertEquals(3, closer.join().cancelled());
            self.complete(task);
        }
    }

    @Test
    void theNotesOfTheSubmitterAreItsOwnAgainAfterwards() {
        MDC.put("user", "submitter");

        TaskHandle<String> task = flow.submit(one, () -> {
            String seen = MDC.get("user");
            MDC.put("user", "body");
            MDC.put("more", "body");
            return seen;
        });

        assertEquals("submitter", task.join());
        assertEquals("submitter", MDC.get("user"));
        assertEquals(null, MDC.get("more"));
    }

    @Test
    void delayedTasksAndThoseOfAPausedFlowAreRefusedAllTheSame() {
        Task<String> task = Task.named("t").limit("one", 1).call(context -> "t");

        assertThrows(TaskRejectedException.class, () -> flow.schedule(task, Duration.ofSeconds(1)));
        flow.pause();
        assertThrows(TaskRejectedException.class, () -> flow.submit(task));
        flow.resume();
        assertEquals("t", flow.submit(task).join());
        assertEquals(CAPACITY + 2, flow.snapshot().tasks().accepted());
    }

    @Test
    void aBatchThatIsRunByItsSubmitterIsAcceptedWholeAlsoWhenTheFlowIsClosedOrPausedMeanwhile() {
        AtomicInteger ran = new AtomicInteger();
        List<Task<Integer>> batch = new ArrayList<>(Collections.nCopies(
                3, Task.named("t").limit("one", 1).call(context -> ran.incrementAndGet())));
        batch.addFirst(Task.named("t").limit("one", 1).call(context -> {
            flow.pause();
            Thread.ofPlatform().daemon().start(flow::close);
            Together.until("it is closing", () -> {
                try {
                    flow.submitWhatFits(List.<Task<String>>of(), Stagger.none());
                    return false;
                } catch (TaskRejectedException e) {
                    return true;
                }
            });
            return 0;
        }));

        List<TaskHandle<Integer>> handles = flow.submitAll(batch, Stagger.none());

        assertEquals(4, handles.size());
        busy.open.countDown();
        handles.forEach(TaskHandle::join);
        assertEquals(3, ran.get());
    }

    @Test
    void aBodyThatRunsAnotherInItsThreadAndWaitsThereIsCoveredForToo() {
        busy.open.countDown();
        Together.until("the queue is empty", () -> flow.snapshot().tasks().live() == 0);
        TaskHandle<String> parent = flow.submit(flow.limit("parents", 1), () -> {
            TaskHandle<String> queued = flow.submit(flow.limit("children", 1), () -> "child");
            for (int i = 1; i < CAPACITY; i++) {
                flow.submit(flow.limit("queued", 1), () -> "queued");
            }
            return flow.submit(flow.limit("inner", 1), queued::join).join();
        });

        assertEquals("child", parent.join());
    }
}
