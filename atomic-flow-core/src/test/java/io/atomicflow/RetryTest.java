package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RetryTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(1))
            .queueCapacity(2)
            .listener(heard)
            .build();
    private final Limit one = flow.limit("one", 1);

    @AfterEach
    void everyPermitIsBack() {
        flow.close(Duration.ZERO);
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(0, one.waiting());
        assertEquals(0, flow.snapshot().tasks().live());
    }

    /** Fails so many times, then returns its attempt. */
    private static Task<Integer> failing(int times, Retry retry) {
        return Task.named("t").limit("one", 1).retry(retry).call(context -> {
            if (context.attempt() <= times) {
                throw new IOException("attempt " + context.attempt());
            }
            return context.attempt();
        });
    }

    @Test
    void whatFailsIsTriedAgainAndEachStepIsTold() {
        TaskHandle<Integer> task = flow.submit(failing(1, Retry.times(2)));

        assertEquals(2, task.join());
        assertEquals(2, task.attempt());
        assertEquals(1, flow.snapshot().tasks().retries());
        heard.endOf(task);
        assertEquals(
                List.of("Queued 1", "LockCheck 1", "InProgress 1", "Retried 1", "Queued 2", "LockCheck 2",
                        "InProgress 2", "Complete 2"),
                heard.namesOf(task));
    }

    @Test
    void whatFailsTooOftenFailsWithItsLastCause() throws Exception {
        TaskHandle<Integer> task = flow.submit(failing(9, Retry.times(2)));

        TaskOutcome.Failed<?> failed = assertInstanceOf(TaskOutcome.Failed.class, task.await());

        assertEquals("attempt 3", failed.cause().getMessage());
        assertEquals(3, task.attempt());
        assertEquals(1, flow.snapshot().tasks().failed());
    }

    @Test
    void betweenTwoAttemptsATaskIsScheduledAndHoldsNoPermit() {
        TaskHandle<Integer> task = flow.submit(failing(2, Retry.times(2).backoff(SECOND)));

        for (int wait = 1; wait <= 2; wait++) {
            int attempt = wait + 1;
            Together.until("it waits for its time", () -> task.state() == TaskState.SCHEDULED
                    && task.attempt() == attempt);
            Together.until("all permits are back", () -> one.held() == 0);
            assertEquals(1, flow.snapshot().tasks().scheduled());
            assertEquals(1, flow.snapshot().queueUsed());
            clock.advance(SECOND.multipliedBy(wait)); // twice as long before the third attempt
        }

        assertEquals(3, task.join());
        heard.endOf(task);
        assertEquals(
                List.of(SECOND, SECOND.multipliedBy(2)),
                heard.of(task).stream()
                        .filter(TaskEvent.Retried.class::isInstance)
                        .map(event -> ((TaskEvent.Retried) event).delay())
                        .toList());
    }

    @Test
    void theFilterDecidesAndOneThatThrowsMeansNo() throws Exception {
        IllegalStateException fault = new IllegalStateException("the filter's fault");
        for (Retry no : List.of(
                Retry.times(5).when(failure -> failure instanceof IllegalStateException),
                Retry.times(5).when(failure -> {
                    throw fault;
                }))) {
            TaskHandle<Integer> task = flow.submit(failing(9, no));

            TaskOutcome.Failed<?> failed = assertInstanceOf(TaskOutcome.Failed.class, task.await());

            assertEquals("attempt 1", failed.cause().getMessage());
        }
        assertEquals(2, flow.submit(failing(1, Retry.times(1).when(IOException.class::isInstance))).join());
    }

    @Test
    void anErrorIsFinal() throws Exception {
        AssertionError error = new AssertionError("final");
        TaskHandle<String> task = flow.submit(Task.named("t").limit("one", 1).retry(Retry.times(5)).call(context -> {
            throw error;
        }));

        assertSame(error, assertInstanceOf(TaskOutcome.Failed.class, task.await()).cause());
        assertEquals(1, task.attempt());
    }

    @Test
    void aPermitThatDidNotComeInTimeIsAskedForAgain() throws Exception {
        Permit permit = one.acquire();
        TaskHandle<Integer> task = flow.submit(Task.named("t").limit("one", 1).permitTimeout(SECOND)
                .retry(Retry.times(2)).call(context -> context.attempt()));
        for (int attempt = 1; attempt <= 2; attempt++) {
            int now = attempt;
            Together.until("it waits", () -> task.attempt() == now && one.waiting() == 1);
            clock.advance(SECOND);
        }
        Together.until("it waits again", () -> task.attempt() == 3 && one.waiting() == 1);

        permit.close();

        assertEquals(3, task.join());
        heard.endOf(task);
        assertEquals(
                List.of("Queued 1", "LockCheck 1", "Retried 1", "Queued 2", "LockCheck 2", "Retried 2", "Queued 3",
                        "LockCheck 3", "InProgress 3", "Complete 3"),
                heard.namesOf(task));
    }

    @Test
    void aPermitThatDidNotComeInTimeTooOftenIsATimeout() throws Exception {
        Permit permit = one.acquire();
        TaskHandle<Integer> task = flow.submit(Task.named("t").limit("one", 1).permitTimeout(SECOND)
                .retry(Retry.times(1)).call(context -> context.attempt()));
        for (int attempt = 1; attempt <= 2; attempt++) {
            int now = attempt;
            Together.until("it waits", () -> task.attempt() == now && one.waiting() == 1);
            clock.advance(SECOND);
        }

        assertEquals(new TaskOutcome.TimedOut<>(TimeLimit.PERMIT), task.await());
        assertEquals(2, task.attempt());
        permit.close();
    }

    @Test
    void aRetryTakesASlotBeyondTheBoundAndNewcomersFindNone() throws Exception {
        Gate gate = new Gate();
        TaskHandle<Object> again = flow.submit(
                Task.named("t").limit("one", 1).retry(Retry.times(1).backoff(SECOND)).call(context -> {
                    if (context.attempt() == 1) {
                        gate.pass();
                        throw new IOException("again");
                    }
                    return "again";
                }));
        gate.entered.await();
        flow.schedule(failing(0, Retry.never()), SECOND);
        flow.schedule(failing(0, Retry.never()), SECOND);

        gate.open.countDown();

        Together.until("it is back", () -> again.attempt() == 2 && flow.snapshot().queueUsed() == 3);
        assertThrows(TaskRejectedException.class, () -> flow.submit(one, () -> "no room"));
        clock.advance(SECOND);
        assertEquals("again", again.join());
        assertTrue(flow.drain(Duration.ofSeconds(60)));
        assertEquals("room", flow.submit(one, () -> "room").join());
    }

    @Test
    void aRetryThatIsPutOffForEverStaysATaskThatCanBeCancelled() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        for (Retry retry : List.of(Retry.times(1).backoff(forEver), Retry.times(1).backoff(forEver, forEver))) {
            TaskHandle<Integer> task = flow.submit(failing(1, retry));

            Together.until("it waits for its time", () -> task.attempt() == 2 && task.state() == TaskState.SCHEDULED);
            clock.advance(Duration.ofDays(365));
            TaskHandle<String> witness = flow.schedule(Task.named("w").call(context -> "w"), SECOND);
            clock.advance(SECOND);

            assertEquals("w", witness.join());
            assertEquals(TaskState.SCHEDULED, task.state());
            assertTrue(task.cancel());
        }
    }

    @Test
    void aLongestWaitWithoutBoundIsNoBound() {
        Retry retry = Retry.times(9).backoff(SECOND, Duration.ofSeconds(Long.MAX_VALUE));

        assertEquals(SECOND.multipliedBy(4), retry.delay(3, 1));
        assertTrue(retry.delay(100_000, 1).compareTo(Duration.ofDays(365)) > 0);
    }
}
