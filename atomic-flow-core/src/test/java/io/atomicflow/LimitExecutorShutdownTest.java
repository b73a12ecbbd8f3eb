package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of an executor: its shutdown, its end, and what the end of its flow means for it. */
@Timeout(120)
class LimitExecutorShutdownTest {

    private AtomicFlow flow;
    private Limit limit;
    private ExecutorService executor;
    private final Gate gate = new Gate();

    @BeforeEach
    void open() {
        flow = AtomicFlow.create();
        limit = flow.limit("one", 1);
        executor = flow.asExecutor("one");
    }

    @AfterEach
    void close() {
        gate.open.countDown();
        executor.shutdownNow();
        flow.close();
    }

    private Future<Object> oneRuns() throws InterruptedException {
        Future<Object> running = executor.submit(gate::pass);
        gate.entered.await();
        return running;
    }

    @Test
    void whatWasAcceptedStillRunsAfterShutdownAndNothingElseIsTaken() throws Exception {
        Future<Object> running = oneRuns();
        Future<String> waiting = executor.submit(() -> "waited");

        executor.shutdown();
        executor.shutdown();

        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> "x"));
        gate.open.countDown();
        assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals("passed", running.get());
        assertEquals("waited", waiting.get());
        assertEquals(2, flow.snapshot().tasks().complete());
    }

    @Test
    void itIsTerminatedWhenItIsShutDownAndTheLastOneHasEnded() throws Exception {
        Future<Object> running = oneRuns();
        assertFalse(executor.isShutdown());
        executor.shutdown();
        assertTrue(executor.isShutdown());
        assertFalse(executor.isTerminated());
        assertFalse(executor.awaitTermination(0, TimeUnit.SECONDS));
        assertFalse(executor.awaitTermination(-1, TimeUnit.SECONDS));
        assertFalse(executor.awaitTermination(1, TimeUnit.MILLISECONDS));

        gate.open.countDown();

        assertTrue(executor.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS));
        assertTrue(executor.isTerminated());
        assertTrue(running.isDone());
        Together.until("all permits are back", () -> limit.held() == 0);
        Thread.currentThread().interrupt();
        assertTrue(executor.awaitTermination(-1, TimeUnit.SECONDS), "who need not wait cannot be interrupted");
        assertTrue(Thread.interrupted());
    }

    @Test
    void anIdleOneTerminatesWithItsShutdownAndNotBefore() throws Exception {
        executor.submit(() -> "x").get();
        Together.until("it is idle", () -> executor.toString().contains("0 tasks"));
        assertFalse(executor.isTerminated());
        assertFalse(executor.awaitTermination(1, TimeUnit.NANOSECONDS));

        executor.shutdown();

        assertTrue(executor.awaitTermination(0, TimeUnit.SECONDS) || executor.isTerminated());
    }

    @Test
    void awaitTerminationIsInterruptible() throws Exception {
        Future<Object> running = oneRuns();
        executor.shutdown();

        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> executor.awaitTermination(60, TimeUnit.SECONDS));
        assertFalse(running.isDone(), "the tasks are not touched");
    }

    @Test
    void shutdownNowInterruptsWhatRunsAndHandsBackWhatNeverBegan() throws Exception {
        Future<Object> running = oneRuns();
        AtomicInteger ran = new AtomicInteger();
        List<Object> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Runnable command = ran::incrementAndGet;
            executor.execute(command);
            waiting.add(command);
            waiting.add(executor.submit(ran::incrementAndGet));
        }
        Future<Integer> cancelled = executor.submit(ran::incrementAndGet);
        cancelled.cancel(false);

        List<Runnable> neverBegan = executor.shutdownNow();

        assertEquals(waiting, neverBegan, "the very objects, in order");
        assertEquals(List.of(), executor.shutdownNow());
        assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, assertThrows(ExecutionException.class, running::get).getCause());
        assertEquals(0, ran.get());
        assertEquals(102, flow.snapshot().tasks().cancelled());
        Future<?> handedBack = assertInstanceOf(Future.class, neverBegan.get(1));
        assertFalse(handedBack.isDone());
        neverBegan.get(1).run();
        assertEquals(1, handedBack.get());
    }

    @Test
    void shutdownOrShutdownNowFromInsideATask() throws Exception {
        executor.submit(executor::shutdown).get();
        assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));

        ExecutorService other = flow.asExecutor("one");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Future<List<Runnable>> stopper = other.submit(() -> {
            gate.pass();
            List<Runnable> rest = other.shutdownNow();
            interrupted.complete(Thread.currentThread().isInterrupted());
            return rest;
        });
        gate.entered.await();
        Future<String> waiting = other.submit(() -> "never");
        gate.open.countDown();

        assertEquals(List.<Object>of(waiting), stopper.get());
        assertTrue(interrupted.get(), "it was running, so it was interrupted");
        assertTrue(other.awaitTermination(60, TimeUnit.SECONDS));
    }

    @Test
    void closeWaitsForWhatWasAcceptedAndLeavesTheFlowOpen() throws Exception {
        Future<Object> running = oneRuns();
        Future<String> waiting = executor.submit(() -> "waited");
        Thread opener = Thread.ofPlatform().start(() -> {
            Together.until("close has begun", executor::isShutdown);
            gate.open.countDown();
        });

        executor.close();
        executor.close();

        assertTrue(executor.isTerminated());
        assertEquals("passed", running.resultNow());
        assertEquals("waited", waiting.resultNow());
        assertEquals("open", flow.submit(limit, () -> "open").join());
        opener.join();
    }

    @Test
    void anInterruptedCloseStopsEverythingAndStillWaits() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        Thread closer = Thread.currentThread();
        executor.execute(() -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Together.until("it waits again", () -> closer.getState() == Thread.State.TIMED_WAITING);
                cleanedUp.set(true);
            }
        });
        entered.await();
        Future<String> waiting = executor.submit(() -> "never");

        Thread.currentThread().interrupt();
        executor.close();

        assertTrue(Thread.interrupted(), "the interrupt is not swallowed");
        assertTrue(executor.isTerminated());
        assertTrue(cleanedUp.get());
        assertThrows(CancellationException.class, waiting::get);
    }

    @Test
    void aFlowThatClosesEndsTheTasksOfItsExecutorWhichThenRejects() throws Exception {
        Future<Object> running = oneRuns();
        Future<String> inLine = executor.submit(() -> "never");
        executor.execute(() -> {});
        Together.until("both wait", () -> limit.waiting() == 2);

        flow.close(Duration.ZERO);

        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {}));
        assertFalse(executor.isShutdown(), "its own life goes on");
        executor.shutdown();
        assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, assertThrows(ExecutionException.class, running::get).getCause());
        assertThrows(CancellationException.class, inLine::get);
        assertEquals(List.of(), executor.shutdownNow());
    }

    @Test
    void aBodyThatTheFlowAbandonsIsNotWaitedFor() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        Future<?> stubborn = executor.submit(() -> {
            entered.countDown();
            Together.until("the test is over", () -> gate.open.getCount() == 0);
        });
        entered.await();

        assertEquals(1, flow.close(Duration.ZERO).abandoned());

        executor.close();
        assertThrows(CancellationException.class, stubborn::get);
    }
}
