package io.atomicflow.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that is ending can no longer be cancelled, and is not at its end yet. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndingTest {

    private final AtomicFlow flow = AtomicFlow.builder().build();
    private final KnownTasks known = new KnownTasks(Clock.systemUTC());
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        mayReturn.countDown();
        flow.close(Duration.ofSeconds(5));
    }

    /** Cancelled behind the back of those here, with a body that takes its time to return. */
    private KnownTask ending() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        Task<Long> work = Task.named("slow to end").call(context -> {
            runs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException asked) {
                cancelled.countDown();
            }
            mayReturn.await();
            return 1L;
        });
        TaskHandle<Long> handle = flow.submit(work);
        known.addAll(List.of(work), List.of(handle));
        runs.await();
        assertTrue(handle.cancel());
        cancelled.await();
        return known.find(handle.id()).orElseThrow();
    }

    private static void untilItWaitsOrEnds(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aResetWaitsForItAndForgetsItToo() throws Exception {
        ending();
        FlowControl control = new FlowControl(flow, known, new LimitDesk(flow), new CountsSinceReset(flow));

        Thread reset = Thread.ofPlatform().start(control::reset);
        untilItWaitsOrEnds(reset);
        mayReturn.countDown();
        reset.join();

        assertEquals(List.of(), known.newest(TaskFilter.ALL, 10));
    }

    @Test
    void whoCancelsItIsNotToldThatItHasEnded() throws Exception {
        KnownTask task = ending();

        assertFalse(task.state().isEnd());
        assertTrue(task.cancelOrAwaitEnd(Duration.ofMillis(1)));
    }

    @Test
    void whoCancelsWhatHasEndedByItselfIsToldSo() throws Exception {
        Task<Long> work = Task.named("quick").call(context -> 1L);
        TaskHandle<Long> handle = flow.submit(work);
        known.addAll(List.of(work), List.of(handle));
        handle.toCompletableFuture().join();

        assertFalse(known.find(handle.id()).orElseThrow().cancelOrAwaitEnd(Duration.ofSeconds(10)));
        assertEquals(TaskState.COMPLETE, handle.state());
    }
}
