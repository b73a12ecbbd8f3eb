package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an executor takes, runs and refuses. */
@Timeout(120)
class LimitExecutorTest {

    private AtomicFlow flow;
    private Limit limit;
    private ExecutorService executor;

    @BeforeEach
    void open() {
        flow = AtomicFlow.builder().workers(Workers.persistent(2)).queueCapacity(4_096).build();
        limit = flow.limit("one", 1);
        executor = flow.asExecutor("one");
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        flow.close();
    }

    @Test
    void aCommandRunsUnderThePermitOfTheLimit() throws Exception {
        CompletableFuture<Integer> held = new CompletableFuture<>();

        executor.execute(() -> held.complete(limit.held()));

        assertEquals(1, held.get());
    }

    @Test
    void whatWaitsForItsPermitHoldsNoWorker() throws Exception {
        flow.limit("other", 1);
        Gate gate = new Gate();
        Future<Object> running = executor.submit(gate::pass);
        gate.entered.await();
        for (int i = 0; i < 1_000; i++) {
            executor.execute(() -> {});
        }
        Together.until("all wait in line", () -> limit.waiting() == 1_000);

        assertEquals("runs", flow.asExecutor("other").submit(() -> "runs").get());

        gate.open.countDown();
        assertEquals("passed", running.get());
    }

    @Test
    void nullIsRefusedEverywhere() {
        List<Callable<String>> withNull = Arrays.asList(() -> "x", null);
        assertThrows(NullPointerException.class, () -> flow.asExecutor(null));
        assertThrows(NullPointerException.class, () -> executor.execute(null));
        assertThrows(NullPointerException.class, () -> executor.submit((Runnable) null));
        assertThrows(NullPointerException.class, () -> executor.submit((Callable<String>) null));
        assertThrows(NullPointerException.class, () -> executor.submit(null, "x"));
        assertThrows(NullPointerException.class, () -> executor.invokeAll(null));
        assertThrows(NullPointerException.class, () -> executor.invokeAll(withNull));
        assertThrows(NullPointerException.class, () -> executor.invokeAll(null, 1, TimeUnit.SECONDS));
        assertThrows(NullPointerException.class, () -> executor.invokeAll(List.of(), 1, null));
        assertThrows(NullPointerException.class, () -> executor.invokeAny(null));
        assertThrows(NullPointerException.class, () -> executor.invokeAny(withNull));
        assertThrows(NullPointerException.class, () -> executor.invokeAny(null, 1, TimeUnit.SECONDS));
        assertThrows(NullPointerException.class, () -> executor.invokeAny(List.of(() -> "x"), 1, null));
        assertThrows(NullPointerException.class, () -> executor.awaitTermination(1, null));
        executor.shutdown();
        assertTrue(executor.isTerminated(), "nothing of it was accepted for good");
        assertThrows(NullPointerException.class, () -> executor.awaitTermination(1, null));
    }

    @Test
    void anUnknownLimitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> flow.asExecutor("typo"));
    }

    @Test
    void aFullQueueRejectsAndTheRejectedIsNotWaitedFor() throws Exception {
        try (AtomicFlow small = AtomicFlow.builder().workers(Workers.persistent(1)).queueCapacity(1).build()) {
            Gate gate = new Gate();
            small.submit(small.limit("gate", 1), gate::pass);
            gate.entered.await();
            small.limit("one", 1);
            ExecutorService tight = small.asExecutor("one");
            Future<String> queued = tight.submit(() -> "queued");

            TaskRejectedException refusal = assertThrows(TaskRejectedException.class, () -> tight.execute(() -> {}));

            assertEquals(TaskRejectedException.Reason.FULL, refusal.reason());
            gate.open.countDown();
            tight.close();
            assertEquals("queued", queued.get());
        }
    }

    @Test
    void whatACommandThrowsReachesItsThreadsHandlerAndTheFlow() throws Exception {
        CompletableFuture<Throwable> caught = new CompletableFuture<>();
        IllegalStateException thrown = new IllegalStateException("on purpose");

        executor.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
                caught.complete(e);
                throw new IllegalArgumentException("a handler that fails is ignored");
            });
            throw thrown;
        });

        assertSame(thrown, caught.get());
        executor.close();
        assertEquals(1, flow.snapshot().tasks().failed());
        assertEquals("the worker lives", flow.submit(limit, () -> "the worker lives").join());
    }

    @Test
    void executorsOfOneLimitShareItsPermitsAndNothingElse() throws Exception {
        ExecutorService other = flow.asExecutor("one");
        assertNotSame(executor, other);
        Gate gate = new Gate();
        Future<Object> first = executor.submit(gate::pass);
        gate.entered.await();
        Future<String> second = other.submit(() -> "second");
        Together.until("it waits for the permit", () -> limit.waiting() == 1);

        executor.shutdownNow();

        assertTrue(executor.isShutdown());
        assertFalse(other.isShutdown());
        assertThrows(Exception.class, first::get);
        assertEquals("second", second.get());
        assertEquals("third", other.submit(() -> "third").get());
        other.close();
    }

    @Test
    void whatWasWrittenBeforeIsSeenByTheBodyAndBackAgain() throws Exception {
        int[] plain = new int[1];
        for (int i = 0; i < 5_000; i++) {
            int before = ++plain[0];
            Future<Boolean> seen = executor.submit(() -> plain[0]++ == before);
            assertTrue(seen.get());
            assertEquals(before + 1, plain[0]);
        }
    }

    @Test
    void whatHasEndedIsNotKept() throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            futures.add(executor.submit(() -> {}));
        }
        for (Future<?> future : futures) {
            assertNull(future.get());
        }
        Together.until("all are forgotten", () -> executor.toString().contains("open, 0 tasks"));
        executor.close();
        assertEquals("ExecutorService[limit one, terminated, 0 tasks]", executor.toString());
    }
}
