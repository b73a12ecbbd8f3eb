package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the futures of an executor tell, and what their cancel does. One worker, one place in the queue. */
@Timeout(120)
class LimitExecutorFutureTest {

    private AtomicFlow flow;
    private Limit limit;
    private ExecutorService executor;

    @BeforeEach
    void open() {
        flow = AtomicFlow.builder().workers(Workers.persistent(1)).queueCapacity(1).build();
        limit = flow.limit("one", 1);
        executor = flow.asExecutor("one");
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        flow.close();
    }

    @Test
    void aFutureHasTheResult() throws Exception {
        Future<String> called = executor.submit(() -> "called");
        assertEquals("called", called.get());
        assertEquals("called", called.get(1, TimeUnit.SECONDS));
        assertEquals("called", called.resultNow());
        assertEquals(Future.State.SUCCESS, called.state());
        assertTrue(called.isDone());
        assertFalse(called.isCancelled());
        assertFalse(called.cancel(true));
        executor.close();

        ExecutorService other = flow.asExecutor("one");
        assertEquals("given", other.submit(() -> {}, "given").get());
        Together.until("its place is free", () -> other.toString().contains("0 tasks"));
        assertNull(other.submit(() -> {}).get());
        other.close();
        assertEquals(3, flow.snapshot().tasks().complete());
    }

    @Test
    void aFutureHasWhateverTheBodyThrewAndTheFlowRecordsIt() throws Exception {
        Throwable[] all = {new Exception("checked"), new AssertionError("error"), new Throwable("bare")};
        for (Throwable thrown : all) {
            ExecutorService own = flow.asExecutor("one");
            Future<?> failed = own.submit(() -> {
                throw ThrowAny.asItIs(thrown);
            });
            own.close();
            assertSame(thrown, assertThrows(ExecutionException.class, failed::get).getCause());
            assertSame(thrown, failed.exceptionNow());
            assertThrows(IllegalStateException.class, failed::resultNow);
            assertEquals(Future.State.FAILED, failed.state());
        }
        assertEquals(3, flow.snapshot().tasks().failed());
    }

    @Test
    void getWaitsNoLongerThanItIsTold() throws Exception {
        Gate gate = new Gate();
        Future<Object> running = executor.submit(gate::pass);
        gate.entered.await();

        assertThrows(TimeoutException.class, () -> running.get(1, TimeUnit.NANOSECONDS));
        assertThrows(TimeoutException.class, () -> running.get(-1, TimeUnit.SECONDS));
        assertEquals(Future.State.RUNNING, running.state());
        assertThrows(IllegalStateException.class, running::resultNow);

        gate.open.countDown();
        assertEquals("passed", running.get());
    }

    @Test
    void getIsInterruptibleAndTheBodyGoesOn() throws Exception {
        Gate gate = new Gate();
        Future<Object> running = executor.submit(gate::pass);
        gate.entered.await();

        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, running::get);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> running.get(60, TimeUnit.SECONDS));

        gate.open.countDown();
        assertEquals("passed", running.get());
    }

    @Test
    void cancelInterruptsARunningBodyOnceIfToldTo() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch cleanUp = new CountDownLatch(1);
        CompletableFuture<Boolean> interruptedAgain = new CompletableFuture<>();
        Future<?> running = executor.submit(() -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                cleanUp.await();
                interruptedAgain.complete(Thread.currentThread().isInterrupted());
            }
            return "too late";
        });
        entered.await();

        assertTrue(running.cancel(true));
        assertFalse(running.cancel(true));
        cleanUp.countDown();

        assertTrue(running.isCancelled());
        assertTrue(running.isDone());
        assertEquals(Future.State.CANCELLED, running.state());
        assertThrows(CancellationException.class, running::get);
        assertFalse(interruptedAgain.get());
        executor.close();
        assertEquals(1, flow.snapshot().tasks().cancelled());
        assertFalse(flow.submit(limit, () -> Thread.currentThread().isInterrupted()).join());
    }

    @Test
    void cancelLetsARunningBodyGoOnIfToldTo() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<Object> end = new CompletableFuture<>();
        Future<?> running = executor.submit(() -> {
            try {
                end.complete(gate.pass());
            } catch (InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        gate.entered.await();

        assertTrue(running.cancel(false));

        assertThrows(CancellationException.class, running::get);
        assertEquals(1, limit.held());
        executor.shutdown();
        assertFalse(executor.isTerminated(), "a body runs");
        gate.open.countDown();
        assertEquals("passed", end.get());
        executor.close();
        Together.until("all permits are back", () -> limit.held() == 0);
        assertEquals(1, flow.snapshot().tasks().cancelled());
    }

    @Test
    void cancelledInTheQueueItNeverRunsAndFreesItsPlaceAtOnce() throws Exception {
        Gate gate = new Gate();
        AtomicInteger ran = new AtomicInteger();
        flow.submit(flow.limit("gate", 1), gate::pass);
        gate.entered.await();
        for (int i = 0; i < 100; i++) {
            Future<Integer> queued = executor.submit(ran::incrementAndGet);
            assertTrue(queued.cancel(i % 2 == 0));
            assertThrows(CancellationException.class, queued::get);
        }
        executor.shutdown();

        assertTrue(executor.isTerminated());
        gate.open.countDown();
        assertTrue(flow.drain(Duration.ofSeconds(60)));
        assertEquals(0, ran.get());
        assertEquals(100, flow.snapshot().tasks().cancelled());
    }

    @Test
    void cancelledInTheLineItLeavesTheLineAtOnce() throws Exception {
        limit.resize(0);
        Future<String> waiting = executor.submit(() -> "never");
        Together.until("it waits", () -> limit.waiting() == 1);

        assertTrue(waiting.cancel(false));

        assertEquals(0, limit.waiting());
        executor.close();
    }

    @Test
    void aFutureThatIsRunByHandIsNotRunAgain() throws Exception {
        limit.resize(0);
        AtomicInteger ran = new AtomicInteger();
        Future<Integer> waiting = executor.submit(ran::incrementAndGet);
        Together.until("it waits", () -> limit.waiting() == 1);

        assertInstanceOf(Runnable.class, waiting).run();

        assertEquals(1, waiting.get());
        assertEquals(0, limit.waiting());
        limit.resize(1);
        executor.close();
        assertEquals(1, ran.get());
    }

    /** Throws what a signature forbids. */
    private static final class ThrowAny {

        @SuppressWarnings("unchecked")
        static <X extends Throwable> RuntimeException asItIs(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
