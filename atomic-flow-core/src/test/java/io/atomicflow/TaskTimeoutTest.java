package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TaskTimeoutException;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The three clocks of a task. The flow has two workers; limit "one" has one permit. */
@Timeout(120)
class TaskTimeoutTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(2))
            .listener(heard)
            .build();
    private final Limit one = flow.limit("one", 1);
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void everyPermitIsBack() {
        flow.close(Duration.ZERO);
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(0, one.waiting());
        assertEquals(0, flow.snapshot().tasks().live());
    }

    private Task.Builder task() {
        return Task.named("t").limit("one", 1);
    }

    private void assertTimedOut(TaskHandle<?> task, TimeLimit limit) {
        Together.until("its time ran out", () -> task.outcome().isPresent());
        assertEquals(new TaskOutcome.TimedOut<>(limit), task.outcome().orElseThrow());
        assertEquals(TaskState.TIMED_OUT, task.state());
        TaskEvent.TimedOut event = assertInstanceOf(TaskEvent.TimedOut.class, heard.endOf(task));
        assertEquals(limit, event.timeLimit());
        TaskTimeoutException cause = assertInstanceOf(
                TaskTimeoutException.class,
                assertThrows(CompletionException.class, task::join).getCause());
        assertEquals(limit, cause.limit());
    }

    @Test
    void aTaskThatNoWorkerLooksAtInTimeGivesItsSlotBackAndNeverRuns() throws Exception {
        Gate[] busy = {new Gate(), new Gate()};
        for (Gate gate : busy) {
            flow.submit(flow.limit("two", 2), gate::pass);
            gate.entered.await();
        }
        TaskHandle<Integer> late = flow.submit(task().queueTimeout(SECOND).call(context -> ran.incrementAndGet()));
        TaskHandle<Integer> later = flow.submit(
                task().queueTimeout(SECOND.multipliedBy(3)).call(context -> ran.incrementAndGet()));

        clock.advance(SECOND);

        assertTimedOut(late, TimeLimit.QUEUE);
        assertEquals(TaskState.QUEUED, later.state());
        assertEquals(1, flow.snapshot().queueUsed());
        for (Gate gate : busy) {
            gate.open.countDown();
        }
        assertEquals(1, later.join());
    }

    @Test
    void aTaskThatHasNoPermitInTimeLeavesTheLineAndTheNextOneRuns() throws Exception {
        Gate gate = new Gate();
        flow.submit(one, gate::pass);
        gate.entered.await();
        TaskHandle<Integer> late = flow.submit(task().permitTimeout(SECOND).call(context -> ran.incrementAndGet()));
        TaskHandle<String> patient = flow.submit(one, () -> "patient");
        Together.until("both wait", () -> one.waiting() == 2);

        clock.advance(SECOND);

        assertTimedOut(late, TimeLimit.PERMIT);
        assertEquals(1, one.waiting());
        assertEquals(1, one.held());
        gate.open.countDown();
        assertEquals("patient", patient.join());
        assertEquals(0, ran.get());
    }

    @Test
    void aBodyThatRunsTooLongIsInterruptedOnceAndKeepsItsPermitUntilItReturns() throws Exception {
        Gate gate = new Gate();
        CountDownLatch cleansUp = new CountDownLatch(1);
        CountDownLatch clean = new CountDownLatch(1);
        TaskHandle<Object> slow = flow.submit(task().runTimeout(SECOND).call(context -> {
            try {
                return gate.pass();
            } catch (InterruptedException e) {
                assertTrue(context.isCancelled());
                cleansUp.countDown();
                clean.await();
                return "as if nothing had happened";
            }
        }));
        gate.entered.await();

        clock.advance(SECOND);
        cleansUp.await();

        assertEquals(TaskState.IN_PROGRESS, slow.state());
        assertEquals(1, one.held());
        clock.advance(SECOND.multipliedBy(10));
        clean.countDown();
        assertTimedOut(slow, TimeLimit.RUN);
        assertEquals(false, flow.submit(one, () -> Thread.currentThread().isInterrupted()).join());
    }

    @Test
    void aBodyThatComputesSeesThatItsTimeHasRunOut() {
        CountDownLatch entered = new CountDownLatch(1);
        TaskHandle<String> slow = flow.submit(task().runTimeout(SECOND).call(context -> {
            entered.countDown();
            Together.until("it is to end", context::isCancelled);
            return "seen";
        }));
        Together.until("it runs", () -> entered.getCount() == 0);

        clock.advance(SECOND);

        assertTimedOut(slow, TimeLimit.RUN);
    }

    @Test
    void aClockThatWasStoppedInTimeNeverFires() throws Exception {
        Gate gate = new Gate();
        TaskHandle<Object> quick = flow.submit(
                task().queueTimeout(SECOND).permitTimeout(SECOND).call(context -> gate.pass()));
        gate.entered.await();
        TaskHandle<Integer> witness = flow.submit(task().permitTimeout(SECOND.multipliedBy(2))
                .call(context -> ran.incrementAndGet()));
        Together.until("it waits", () -> one.waiting() == 1);

        clock.advance(SECOND.multipliedBy(2));

        assertTimedOut(witness, TimeLimit.PERMIT);
        gate.open.countDown();
        assertEquals("passed", quick.join());
    }

    @Test
    void aTimeoutOfTheFirstAttemptNeverHitsTheSecond() throws Exception {
        Gate first = new Gate();
        Gate second = new Gate();
        TaskHandle<Object> task = flow.submit(
                task().runTimeout(SECOND.multipliedBy(3)).retry(Retry.times(1)).call(context -> {
                    if (context.attempt() == 1) {
                        first.pass();
                        throw new IllegalStateException("try again");
                    }
                    return second.pass();
                }));
        first.entered.await();
        clock.advance(SECOND.multipliedBy(2));
        first.open.countDown();
        second.entered.await();
        TaskHandle<Integer> witness = flow.submit(task().permitTimeout(SECOND).call(context -> ran.incrementAndGet()));
        Together.until("it waits", () -> one.waiting() == 1);

        clock.advance(SECOND); // three since the first attempt began, one since the second did

        assertTimedOut(witness, TimeLimit.PERMIT);
        second.open.countDown();
        assertEquals("passed", task.join());
    }

    @Test
    void eachAttemptHasItsOwnTimeToRun() throws Exception {
        Gate[] attempts = {new Gate(), new Gate()};
        TaskHandle<Object> task = flow.submit(task().runTimeout(SECOND).retry(Retry.times(1))
                .call(context -> attempts[context.attempt() - 1].pass()));
        for (Gate attempt : attempts) {
            attempt.entered.await();
            assertTrue(task.outcome().isEmpty());
            clock.advance(SECOND);
        }

        assertTimedOut(task, TimeLimit.RUN);
        assertEquals(2, task.attempt());
    }
}
