package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancel in each phase of a second attempt. */
@Timeout(120)
class RetryCancelTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(1))
            .listener(heard)
            .build();
    private final Limit one = flow.limit("one", 1);
    private final Gate secondAttempt = new Gate();

    private TaskHandle<Object> failOnce(Retry retry) {
        return flow.submit(Task.named("t").limit("one", 1).retry(retry).call(context -> {
            if (context.attempt() == 1) {
                throw new IOException("again");
            }
            return secondAttempt.pass();
        }));
    }

    private void assertCancelled(TaskHandle<?> task) {
        Together.until("it ended", () -> task.outcome().isPresent());
        assertEquals(TaskState.CANCELLED, task.state());
        assertFalse(task.cancel());
        assertEquals(TaskState.CANCELLED, heard.endOf(task).state());
        flow.close();
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(0, one.waiting());
        TaskCounts counts = flow.snapshot().tasks();
        assertEquals(0, counts.live(), counts.toString());
        assertEquals(0, flow.snapshot().queueUsed());
    }

    @Test
    void whileItWaitsForItsTime() {
        TaskHandle<Object> task = failOnce(Retry.times(1).backoff(SECOND));
        Together.until("it is put off", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);

        assertTrue(task.cancel());

        clock.advance(SECOND);
        assertCancelled(task);
        assertEquals(1, secondAttempt.entered.getCount());
    }

    @Test
    void inTheQueue() throws Exception {
        TaskHandle<Object> task = failOnce(Retry.times(1).backoff(SECOND));
        Together.until("it is put off", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);
        Gate busy = new Gate();
        flow.submit(flow.limit("other", 1), busy::pass);
        busy.entered.await();
        clock.advance(SECOND);
        Together.until("it is queued", () -> task.state() == TaskState.QUEUED);

        assertTrue(task.cancel());

        busy.open.countDown();
        assertCancelled(task);
    }

    @Test
    void inTheLineOfItsLimit() throws Exception {
        TaskHandle<Object> task = failOnce(Retry.times(1).backoff(SECOND));
        Together.until("it is put off", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);
        Permit permit = one.acquire();
        clock.advance(SECOND);
        Together.until("it waits", () -> one.waiting() == 1);

        assertTrue(task.cancel());

        permit.close();
        assertCancelled(task);
    }

    @Test
    void whileItRuns() throws Exception {
        TaskHandle<Object> task = failOnce(Retry.times(1));
        secondAttempt.entered.await();

        assertTrue(task.cancel());

        assertCancelled(task);
    }

    @Test
    void whileItsFilterDecides() {
        CompletableFuture<TaskHandle<Object>> self = new CompletableFuture<>();
        TaskHandle<Object> task = failOnce(Retry.times(1).when(failure -> {
            self.join().cancel();
            return true;
        }));
        self.complete(task);

        assertCancelled(task);
        assertEquals(1, task.attempt());
    }

    @Test
    void againstTheStepFromOneAttemptToTheNext() {
        for (int round = 0; round < 500; round++) {
            Gate failed = new Gate();
            TaskHandle<Integer> task = flow.submit(Task.named("t").limit("one", 1).retry(Retry.times(1_000_000))
                    .call(context -> {
                        failed.entered.countDown();
                        throw new IOException("again");
                    }));
            Together.until("it is on its way", () -> failed.entered.getCount() == 0);

            assertTrue(task.cancel());

            Together.until("it ended", () -> task.outcome().isPresent());
            assertEquals(TaskState.CANCELLED, task.state());
            assertEquals("next", flow.submit(one, () -> "next").join());
        }
        assertEquals(0, flow.snapshot().tasks().live());
        flow.close();
    }

    @Test
    void byAClose() {
        TaskHandle<Object> task = failOnce(Retry.times(1).backoff(SECOND));
        Together.until("it is put off", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);

        assertEquals(new CloseReport(0, 1, 0), flow.close(Duration.ZERO));

        assertCancelled(task);
    }

    @Test
    void aCloseThatDrainsWaitsForTheNextAttempt() {
        TaskHandle<Object> task = failOnce(Retry.times(1).backoff(SECOND));
        Together.until("it is put off", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);
        secondAttempt.open.countDown();
        CompletableFuture<CloseReport> report = CompletableFuture.supplyAsync(() -> flow.close(SECOND.multipliedBy(9)));
        Together.until("it is closing", this::isClosing);

        clock.advance(SECOND);

        assertEquals(new CloseReport(1, 0, 0), report.join());
        assertEquals("passed", task.join());
    }

    private boolean isClosing() {
        try {
            flow.submitWhatFits(List.<Task<String>>of(), Stagger.none());
            return false;
        } catch (TaskRejectedException e) {
            return true;
        }
    }
}
