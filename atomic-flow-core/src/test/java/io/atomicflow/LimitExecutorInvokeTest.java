package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several bodies in one call: all of them, or the first that returns. */
@Timeout(120)
class LimitExecutorInvokeTest {

    private AtomicFlow flow;
    private Limit limit;
    private ExecutorService executor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger ran = new AtomicInteger();

    /** Runs until it is interrupted, and says so. */
    private final Callable<String> endless = () -> {
        ran.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.countDown();
        }
        return "interrupted";
    };

    private final Callable<String> failing = () -> {
        ran.incrementAndGet();
        throw new IllegalStateException("on purpose");
    };

    @BeforeEach
    void open() {
        flow = AtomicFlow.builder().workers(Workers.persistent(2)).queueCapacity(8).build();
        limit = flow.limit("two", 2);
        executor = flow.asExecutor("two");
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        flow.close();
    }

    private void endsWithNothingLeft() {
        executor.close();
        assertEquals(0, limit.waiting());
        Together.until("all permits are back", () -> limit.held() == 0);
    }

    @Test
    void invokeAllReturnsWhenAllAreDoneWhateverBecameOfThem() throws Exception {
        List<Callable<String>> bodies = List.of(() -> "first", failing, () -> "third");

        for (List<Future<String>> futures : List.of(executor.invokeAll(bodies),
                executor.invokeAll(bodies, 60, TimeUnit.SECONDS))) {
            assertEquals("first", futures.get(0).resultNow());
            assertInstanceOf(IllegalStateException.class, futures.get(1).exceptionNow());
            assertEquals("third", futures.get(2).resultNow());
        }
        assertEquals(List.of(), executor.invokeAll(List.of()));
        assertEquals(List.of(), executor.invokeAll(List.of(), 1, TimeUnit.SECONDS));
    }

    @Test
    void invokeAllWithATimeoutCancelsTheRest() throws Exception {
        List<Callable<String>> bodies = List.of(endless, endless, endless);

        List<Future<String>> futures = executor.invokeAll(bodies, 1, TimeUnit.MILLISECONDS);

        assertEquals(3, futures.size());
        futures.forEach(future -> assertTrue(future.isCancelled()));
        executor.invokeAll(bodies, 0, TimeUnit.SECONDS).forEach(future -> assertTrue(future.isCancelled()));
        executor.invokeAll(bodies, -1, TimeUnit.SECONDS).forEach(future -> assertTrue(future.isCancelled()));
        endsWithNothingLeft();
    }

    @Test
    void anInterruptedInvokeAllCancelsAll() throws Exception {
        interruptWhenBothRun();
        assertThrows(InterruptedException.class, () -> executor.invokeAll(Collections.nCopies(5, endless)));
        stopped.await();
        endsWithNothingLeft();

        executor = flow.asExecutor("two");
        interruptWhenBothRun();
        assertThrows(
                InterruptedException.class,
                () -> executor.invokeAll(Collections.nCopies(5, endless), 60, TimeUnit.SECONDS));
        endsWithNothingLeft();
    }

    @Test
    void invokeAllThatDoesNotFitCancelsWhatFitted() {
        assertThrows(TaskRejectedException.class, () -> executor.invokeAll(Collections.nCopies(100_000, endless)));
        endsWithNothingLeft();
    }

    @Test
    void invokeAllOfABrokenListCancelsWhatWasBegun() {
        assertThrows(NullPointerException.class, () -> executor.invokeAll(Arrays.asList(endless, null)));
        endsWithNothingLeft();
    }

    @Test
    void invokeAnyReturnsTheFirstSuccessAndCancelsTheOthers() throws Exception {
        Callable<String> succeedsOnceTheOtherRuns = () -> {
            Together.until("the other runs", () -> ran.get() == 1);
            return "success";
        };

        assertEquals(
                "success", executor.invokeAny(List.of(endless, succeedsOnceTheOtherRuns), 60, TimeUnit.SECONDS));

        stopped.await();
        endsWithNothingLeft();
    }

    @Test
    void invokeAnyGoesOnAfterAFailure() throws Exception {
        Callable<String> succeedsLater = () -> {
            Together.until("the other has failed", () -> flow.snapshot().tasks().failed() == 1);
            return "success";
        };

        assertEquals("success", executor.invokeAny(List.of(failing, succeedsLater)));
    }

    @Test
    void losersThatHaveNotBegunFreeTheirPlacesAtOnce() throws Exception {
        limit.resize(1);
        Callable<String> whoeverIsFirst = () -> {
            ran.incrementAndGet();
            Together.until("the losers are in", () -> flow.snapshot().tasks().accepted() == 4);
            limit.resize(0); // its permit is for nobody
            return "success";
        };

        assertEquals("success", executor.invokeAny(Collections.nCopies(4, whoeverIsFirst)));

        assertEquals(3, flow.snapshot().tasks().cancelled());
        assertEquals(1, ran.get());
        endsWithNothingLeft();
    }

    @Test
    void invokeAnyThrowsWhatTheLastOneThrewIfAllFail() {
        IllegalStateException last = new IllegalStateException("last");
        List<Callable<String>> bodies = List.of(failing, failing, () -> {
            Together.until("both others have failed", () -> flow.snapshot().tasks().failed() % 3 == 2);
            throw last;
        });

        assertSame(last, assertThrows(ExecutionException.class, () -> executor.invokeAny(bodies)).getCause());
        Together.until("the last one has failed", () -> flow.snapshot().tasks().failed() == 3);
        assertSame(
                last,
                assertThrows(ExecutionException.class, () -> executor.invokeAny(bodies, 60, TimeUnit.SECONDS))
                        .getCause());
        endsWithNothingLeft();
        assertEquals(4, ran.get());
    }

    @Test
    void invokeAnyRefusesNoTasksAndTasksThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> executor.invokeAny(List.of()));
        assertThrows(IllegalArgumentException.class, () -> executor.invokeAny(List.of(), 1, TimeUnit.SECONDS));
        assertThrows(NullPointerException.class, () -> executor.invokeAny(Arrays.asList(endless, null)));
        assertEquals(0, flow.snapshot().tasks().accepted());
    }

    @Test
    void invokeAnyWithATimeoutCancelsAll() throws Exception {
        List<Callable<String>> bodies = Collections.nCopies(3, endless);
        assertThrows(TimeoutException.class, () -> executor.invokeAny(bodies, 1, TimeUnit.MILLISECONDS));
        assertThrows(TimeoutException.class, () -> executor.invokeAny(bodies, 0, TimeUnit.SECONDS));
        assertThrows(TimeoutException.class, () -> executor.invokeAny(bodies, -1, TimeUnit.SECONDS));
        endsWithNothingLeft();
    }

    @Test
    void anInterruptedInvokeAnyCancelsAll() throws Exception {
        interruptWhenBothRun();
        assertThrows(InterruptedException.class, () -> executor.invokeAny(Collections.nCopies(5, endless)));
        stopped.await();
        endsWithNothingLeft();
    }

    @Test
    void bothAreRejectedAfterShutdown() {
        executor.shutdown();
        assertThrows(RejectedExecutionException.class, () -> executor.invokeAll(List.of(endless)));
        assertThrows(RejectedExecutionException.class, () -> executor.invokeAny(List.of(endless)));
    }

    @Test
    void aFlowThatClosesLetsNobodyWait() throws Exception {
        limit.resize(0);
        Thread closer = Thread.ofPlatform().start(() -> {
            Together.until("all wait", () -> limit.waiting() == 3);
            flow.close(Duration.ZERO);
        });

        ExecutionException failure = assertThrows(
                ExecutionException.class, () -> executor.invokeAny(Collections.nCopies(3, endless)));

        assertInstanceOf(CancellationException.class, failure.getCause());
        closer.join();
        assertEquals(0, ran.get());
    }

    private void interruptWhenBothRun() {
        Thread caller = Thread.currentThread();
        int before = ran.get();
        Thread.ofPlatform().daemon().start(() -> {
            Together.until("two run", () -> ran.get() == before + 2);
            caller.interrupt();
        });
    }
}
