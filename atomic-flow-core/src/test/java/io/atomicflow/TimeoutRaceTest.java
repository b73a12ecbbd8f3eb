package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A time that runs out at the same moment as something else happens. */
@Timeout(120)
class TimeoutRaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ROUNDS = 300;

    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(2))
            .listener(heard)
            .build();
    private final Limit one = flow.limit("one", 1);

    @AfterEach
    void everyPermitIsBack() {
        flow.close(Duration.ZERO);
        Together.until("all permits are back", () -> one.held() == 0);
        assertEquals(0, one.waiting());
    }

    private static Task.Builder task() {
        return Task.named("t").limit("one", 1);
    }

    @Test
    void aPermitThatComesWithTheTimeoutIsUsedOrPassedOn() throws Exception {
        for (Retry retry : new Retry[]{Retry.never(), Retry.times(1).when(failure -> false)}) {
            for (int round = 0; round < ROUNDS; round++) {
                Permit permit = one.acquire();
                TaskHandle<String> waiter = flow.submit(
                        task().permitTimeout(SECOND).retry(retry).call(context -> "in time"));
                Together.until("it waits", () -> one.waiting() == 1);

                Together.run(2, number -> {
                    if (number == 0) {
                        clock.advance(SECOND);
                    } else {
                        permit.close();
                    }
                });

                assertEquals("next", flow.submit(one, () -> "next").join());
                waiter.await();
                assertEquals(waiter.state(), heard.endOf(waiter).state());
                assertEquals(1, heard.endsOf(waiter));
            }
        }
    }

    @Test
    void aCancelThatComesWithTheTimeoutMakesOneEnd() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Gate gate = new Gate();
            TaskHandle<Object> running = flow.submit(task().runTimeout(SECOND).call(context -> gate.pass()));
            gate.entered.await();
            TaskHandle<String> waiting = flow.submit(task().permitTimeout(SECOND).call(context -> "never"));
            Together.until("it waits", () -> one.waiting() == 1);
            boolean[] cancelled = new boolean[1];

            Together.run(2, number -> {
                if (number == 0) {
                    clock.advance(SECOND);
                } else {
                    cancelled[0] = waiting.cancel();
                    running.cancel();
                }
            });

            Together.until("both ended", () -> running.outcome().isPresent() && waiting.outcome().isPresent());
            assertEquals(cancelled[0], waiting.state() == TaskState.CANCELLED);
            assertEquals(waiting.state(), heard.endOf(waiting).state());
            assertEquals(1, heard.endsOf(waiting));
            assertEquals(running.state(), heard.endOf(running).state());
            assertEquals(false, flow.submit(one, () -> Thread.currentThread().isInterrupted()).join());
        }
    }

    @Test
    void noActionOfAFutureAndNoFilterRunsOnTheThreadOfTheTimers() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < ROUNDS; round++) {
            TaskHandle<String> scheduled = flow.schedule(task().call(context -> "x"), SECOND);
            var action = scheduled.toCompletableFuture()
                    .whenComplete(
                            (value, thrown) -> threads.add(Thread.currentThread().getName().replaceAll("\\d", "")));

            Together.run(2, number -> {
                if (number == 0) {
                    clock.advance(SECOND);
                } else {
                    scheduled.cancel();
                }
            });

            Together.until("its action is done", action::isDone);
        }
        assertTrue(threads.stream().noneMatch(name -> name.contains("timers")), threads.toString());
    }

    @Test
    void userCodeThatBlocksHoldsUpNoOtherTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(2);
        Permit permit = one.acquire();
        TaskHandle<String> first = flow.submit(task().permitTimeout(SECOND).call(context -> "x"));
        var action = first.toCompletableFuture().whenComplete((value, thrown) -> block(blocked, never));
        TaskHandle<String> second = flow.submit(
                task().permitTimeout(SECOND).retry(Retry.times(1).when(failure -> block(blocked, never)))
                        .call(context -> "x"));
        TaskHandle<String> third = flow.submit(
                task().permitTimeout(SECOND.multipliedBy(2)).call(context -> "x"));
        Together.until("all wait", () -> one.waiting() == 3);

        clock.advance(SECOND);
        blocked.await();
        clock.advance(SECOND);

        Together.until("the third timed out", () -> third.state() == TaskState.TIMED_OUT);
        assertTrue(second.outcome().isEmpty());
        never.countDown();
        permit.close();
        assertEquals(TaskState.TIMED_OUT, first.state());
        Together.until("all is over", () -> action.isDone() && second.outcome().isPresent());
    }

    private static boolean block(CountDownLatch blocked, CountDownLatch never) {
        blocked.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
