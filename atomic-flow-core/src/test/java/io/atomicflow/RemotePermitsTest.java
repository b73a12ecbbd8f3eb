package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits that live elsewhere: they come later, and a permit in hand says if it was lost. */
@Timeout(120)
class RemotePermitsTest {

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

    @Test
    void aTaskWaitsUntilItsPermitArrives() {
        TaskHandle<String> task = flow.submit(limit, () -> "ran");
        untilWanted(1);
        assertEquals(TaskState.LOCK_CHECK, task.state());

        remote.arrive();

        assertEquals("ran", task.join());
    }

    @Test
    void aPermitThatArrivesBeforeAnybodyAsksIsTakenAtOnce() {
        remote.arrive();

        assertEquals("ran", flow.submit(limit, () -> "ran").join());
    }

    @Test
    void aThreadAndAFutureWaitInTheSameLine() throws Exception {
        Elsewhere<Permit> thread = Elsewhere.call(limit::acquire);
        untilWanted(1);
        CompletableFuture<Permit> future = limit.acquireAsync();
        untilWanted(2);

        long first = remote.arrive();
        long second = remote.arrive();

        assertEquals(first, thread.result().id());
        assertEquals(second, future.join().id());
        thread.result().close();
        future.join().close();
    }

    @Test
    void whoGivesUpIsNotWantedAnyMore() throws Exception {
        TaskHandle<String> cancelled = flow.submit(limit, () -> "never");
        TaskHandle<String> late = flow.submit(
                Task.named("t").limit("remote", 10).permitTimeout(LONG).call(context -> "never"));
        CompletableFuture<Permit> future = limit.acquireAsync();
        Elsewhere<Permit> thread = Elsewhere.call(limit::acquire);
        untilWanted(4);

        assertTrue(cancelled.cancel());
        untilWanted(3);
        clock.advance(LONG);
        untilWanted(2);
        assertEquals(TaskState.TIMED_OUT, late.state());
        future.cancel(false);
        untilWanted(1);
        thread.thread().interrupt();
        assertInstanceOf(InterruptedException.class, thread.failure());
        untilWanted(0);
    }

    @Test
    void arrivalAgainstLiningUpIsNotLost() {
        for (int round = 0; round < 300; round++) {
            List<TaskHandle<String>> task = new ArrayList<>();
            Together.run(2, number -> {
                if (number == 0) {
                    remote.arrive();
                } else {
                    task.add(flow.submit(limit, () -> "ran"));
                }
            });
            assertEquals("ran", task.getFirst().join());
        }
    }

    @Test
    void aPermitInHandSaysThatItWasLost() {
        long id = remote.arrive();
        try (Permit permit = limit.tryAcquire().orElseThrow()) {
            assertFalse(permit.isLost());

            remote.lose(id);

            assertTrue(permit.isLost());
        }
    }

    @Test
    void aPermitThatWasGivenBackCannotBeLost() {
        long id = remote.arrive();
        Permit permit = limit.tryAcquire().orElseThrow();
        permit.close();

        remote.lose(id);

        assertFalse(permit.isLost());
    }

    @Test
    void aPermitThatWasLostBeforeItsHolderHadItInHandSaysSo() throws Exception {
        CompletableFuture<Permit> future = limit.acquireAsync();
        remote.lose(remote.arrive());

        try (Permit permit = future.join()) {
            Together.until("it knows", permit::isLost);
        }
    }
}
