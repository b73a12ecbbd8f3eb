package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.PermitLostException;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits that are leases, and are lost. */
@Timeout(120)
class LostPermitsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final RemoteSemaphore remote = new RemoteSemaphore(10);
    private final ManualClock clock = new ManualClock();
    private final AtomicFlow flow = AtomicFlow.builder()
            .semaphores(permits -> remote)
            .clock(clock)
            .closeTimeout(Duration.ZERO)
            .build();
    private final Limit limit = flow.limit("remote", 10);

    @AfterEach
    void everythingIsInBalance() throws Exception {
        boolean settled = flow.drain(LONG);
        flow.close();
        assertTrue(settled);
        assertEquals(0, remote.wanted(), "waiters came and left");
        assertEquals(0, remote.held());
        assertEquals(0, limit.waiting());
        assertEquals(0, limit.closedTwice());
    }

    private void untilWanted(int count) {
        Together.until(count + " are wanted", () -> remote.wanted() == count && limit.waiting() == count);
    }

    private static Object blockUntilInterrupted(CountDownLatch entered) throws InterruptedException {
        entered.countDown();
        new CountDownLatch(1).await();
        return "not interrupted";
    }

    @Test
    void aBodyThatLosesItsPermitIsInterruptedAndFails() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        long permit = remote.arrive();
        TaskHandle<Object> task = flow.submit(limit, () -> blockUntilInterrupted(entered));
        entered.await();

        remote.lose(permit);

        CompletionException failure = assertThrows(CompletionException.class, task::join);
        assertInstanceOf(PermitLostException.class, failure.getCause());
        assertEquals(TaskState.FAILED, task.state());
    }

    @Test
    void aBodyThatSwallowsTheInterruptFailsAllTheSame() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        long permit = remote.arrive();
        TaskHandle<String> task = flow.submit(limit, context -> {
            entered.countDown();
            Together.until("it is told", context::isCancelled);
            return "I do not care";
        });
        entered.await();

        remote.lose(permit);

        assertInstanceOf(PermitLostException.class,
                assertThrows(CompletionException.class, task::join).getCause());
    }

    @Test
    void aBodyThatLosesItsPermitIsTriedAgainWithAnother() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        long permit = remote.arrive();
        TaskHandle<Object> task = flow.submit(Task.named("t")
                .limit("remote", 10)
                .retry(Retry.times(1))
                .call(context -> context.attempt() == 1 ? blockUntilInterrupted(entered) : "attempt 2"));
        entered.await();

        remote.lose(permit);
        untilWanted(1);
        remote.arrive();

        assertEquals("attempt 2", task.join());
    }

    @Test
    void aPermitLostBetweenGrantAndBodyMakesItsTaskWaitAgain() {
        AtomicInteger ran = new AtomicInteger();
        TaskHandle<Integer> task = flow.submit(limit, ran::incrementAndGet);
        untilWanted(1);
        flow.pause();
        long permit = remote.arrive();
        Together.until("it is granted", () -> remote.held() == 1 && remote.wanted() == 0);

        remote.lose(permit);
        flow.resume();
        untilWanted(1);

        assertEquals(0, remote.held());
        assertEquals(0, ran.get());
        remote.arrive();
        assertEquals(1, task.join());
    }

    @Test
    void aTaskThatWaitsAgainCanBeCancelledAndItsTimeInLineCanRunOut() {
        Task<String> timed = Task.named("t").limit("remote", 10).permitTimeout(LONG).call(context -> "never");
        TaskHandle<String> first = flow.submit(timed);
        TaskHandle<String> second = flow.submit(timed);
        untilWanted(2);
        flow.pause();
        long one = remote.arrive();
        long two = remote.arrive();
        Together.until("both are granted", () -> remote.held() == 2 && remote.wanted() == 0);
        remote.lose(one);
        remote.lose(two);
        flow.resume();
        untilWanted(2);

        assertTrue(first.cancel());
        untilWanted(1);
        clock.advance(LONG);

        untilWanted(0);
        assertEquals(TaskState.CANCELLED, first.state());
        assertEquals(TaskState.TIMED_OUT, second.state());
    }

    @Test
    void theLossOfAPermitThatNobodyHoldsAnyMoreTouchesNobody() throws Exception {
        long old = remote.arrive();
        assertEquals("ran", flow.submit(limit, () -> "ran").join());
        Gate gate = new Gate();
        remote.arrive();
        TaskHandle<Object> other = flow.submit(limit, gate::pass);
        gate.entered.await();

        remote.lose(old);
        remote.lose(12_345);
        gate.open.countDown();

        assertEquals("passed", other.join());
    }

    @Test
    void cancelGoesBeforeLoss() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        long permit = remote.arrive();
        TaskHandle<String> task = flow.submit(
                Task.named("t").limit("remote", 10).retry(Retry.times(5)).call(context -> {
                    entered.countDown();
                    Together.until("both have come", () -> context.isCancelled() && !remote.isValid(permit));
                    return "done";
                }));
        entered.await();

        assertTrue(task.cancel());
        remote.lose(permit);

        task.await();
        assertEquals(TaskState.CANCELLED, task.state());
    }

    @Test
    void lossAtAnyMomentEndsEachTaskOnceAndInterruptsNoOther() throws Exception {
        AtomicInteger strayed = new AtomicInteger();
        for (int round = 0; round < 200; round++) {
            long permit = remote.arrive();
            List<TaskHandle<String>> task = new ArrayList<>();
            Together.run(2, number -> {
                if (number == 0) {
                    remote.lose(permit);
                } else {
                    task.add(flow.submit(limit, () -> "ran"));
                }
            });
            remote.arrive(); // if it was lost before it was used
            task.getFirst().await();
            remote.arrive();
            flow.submit(limit, () -> strayed.addAndGet(Thread.interrupted() ? 1 : 0)).join();
        }
        assertEquals(0, strayed.get());
    }

    @Test
    void freshThreadsSeeTheLossToo() throws Exception {
        RemoteSemaphore other = new RemoteSemaphore(1);
        try (AtomicFlow fresh = AtomicFlow.builder()
                .semaphores(permits -> other)
                .workers(Workers.perTask())
                .build()) {
            Limit one = fresh.limit("one", 1);
            CountDownLatch entered = new CountDownLatch(1);
            long permit = other.arrive();
            TaskHandle<Object> task = fresh.submit(one, () -> blockUntilInterrupted(entered));
            entered.await();

            other.lose(permit);

            task.await();
            assertEquals(TaskState.FAILED, task.state());
            assertEquals(0, other.held());
        }
    }
}
