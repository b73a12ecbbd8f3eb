package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is decided in the same moment by two threads, over and over. */
@Timeout(120)
class LimitExecutorRaceTest {

    private static final int SUBMITTERS = 3;
    private static final int COMMANDS = 200;
    private static final int ROUNDS = 100;

    /** One command, and how often it ran. */
    private record Counted(AtomicIntegerArray runs, int number) implements Runnable {

        @Override
        public void run() {
            runs.incrementAndGet(number);
        }
    }

    @Test
    void executeAgainstShutdownIsRejectedOrRunsAndIsAwaited() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(4)).build()) {
            flow.limit("two", 2);
            for (int round = 0; round < ROUNDS; round++) {
                ExecutorService executor = flow.asExecutor("two");
                AtomicIntegerArray runs = new AtomicIntegerArray(SUBMITTERS * COMMANDS);
                AtomicInteger accepted = new AtomicInteger();
                CountDownLatch someSubmitted = new CountDownLatch(50);
                AtomicInteger ranAtTheEnd = new AtomicInteger(-1);

                Together.run(SUBMITTERS + 1, number -> {
                    if (number == SUBMITTERS) {
                        awaitAtLeast(someSubmitted);
                        executor.close();
                        ranAtTheEnd.set(sum(runs));
                        return;
                    }
                    submitAll(executor, accepted, i -> {
                        someSubmitted.countDown();
                        return new Counted(runs, number * COMMANDS + i);
                    });
                });

                assertEquals(accepted.get(), ranAtTheEnd.get());
                assertEquals(accepted.get(), sum(runs));
            }
        }
    }

    @Test
    void executeAgainstShutdownNowIsRejectedOrRunsOrIsHandedBack() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(4)).build()) {
            Limit limit = flow.limit("two", 2);
            for (int round = 0; round < ROUNDS; round++) {
                ExecutorService executor = flow.asExecutor("two");
                AtomicIntegerArray runs = new AtomicIntegerArray(SUBMITTERS * COMMANDS);
                AtomicIntegerArray handedBack = new AtomicIntegerArray(SUBMITTERS * COMMANDS);
                AtomicInteger accepted = new AtomicInteger();
                CountDownLatch someSubmitted = new CountDownLatch(50);

                Together.run(SUBMITTERS + 1, number -> {
                    if (number == SUBMITTERS) {
                        awaitAtLeast(someSubmitted);
                        List<Runnable> neverBegan = executor.shutdownNow();
                        neverBegan.forEach(command -> handedBack.incrementAndGet(((Counted) command).number()));
                        return;
                    }
                    submitAll(executor, accepted, i -> {
                        someSubmitted.countDown();
                        return new Counted(runs, number * COMMANDS + i);
                    });
                });

                assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
                for (int i = 0; i < runs.length(); i++) {
                    assertTrue(runs.get(i) + handedBack.get(i) <= 1, "never both, and each once");
                }
                assertEquals(accepted.get(), sum(runs) + sum(handedBack));
            }
            assertEquals(0, limit.waiting());
        }
    }

    @Test
    void afterShutdownNowNothingBeginsWhicheverPermitComesFree() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(4)).build()) {
            flow.limit("two", 2);
            for (int round = 0; round < ROUNDS; round++) {
                ExecutorService executor = flow.asExecutor("two");
                CountDownLatch entered = new CountDownLatch(2);
                AtomicInteger begun = new AtomicInteger();
                AtomicInteger accepted = new AtomicInteger();
                AtomicInteger handedBack = new AtomicInteger();

                Together.run(SUBMITTERS + 1, number -> {
                    if (number == SUBMITTERS) {
                        awaitAtLeast(entered);
                        handedBack.set(executor.shutdownNow().size());
                        return;
                    }
                    submitAll(executor, accepted, i -> () -> {
                        begun.incrementAndGet();
                        entered.countDown();
                        runUntilInterrupted();
                    });
                });

                assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS), "one that began would never end");
                assertEquals(2, begun.get());
                assertEquals(accepted.get() - 2, handedBack.get());
            }
        }
    }

    @Test
    void whatIsTakenOutWhileItIsSubmittedLeavesTheFlowWithoutAPermit() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit nobody = flow.limit("nobody", 0);
            for (int round = 0; round < 1_000; round++) {
                ExecutorService executor = flow.asExecutor("nobody");
                AtomicInteger accepted = new AtomicInteger();
                AtomicInteger handedBack = new AtomicInteger();

                Together.run(2, number -> {
                    if (number == 0) {
                        handedBack.set(executor.shutdownNow().size());
                        return;
                    }
                    submitAll(executor, accepted, i -> () -> {});
                });

                assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
                assertEquals(accepted.get(), handedBack.get());
            }
            assertEquals(0, nobody.waiting());
        }
    }

    @Test
    void cancelAgainstTheBeginningOfABodyLosesNoTaskAndNoPermit() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("two", 2);
            ExecutorService executor = flow.asExecutor("two");
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger uncancelled = new AtomicInteger();
            AtomicInteger hitLater = new AtomicInteger();
            Together.run(3, number -> {
                for (int i = 0; i < 3_000; i++) {
                    Future<?> future = executor.submit(() -> {
                        ran.incrementAndGet();
                        hitLater.addAndGet(Thread.currentThread().isInterrupted() && number == 2 ? 1 : 0);
                    });
                    if (number != 2 && !future.cancel(number == 0)) {
                        uncancelled.incrementAndGet();
                    }
                }
            });
            executor.close();

            assertTrue(flow.drain(Duration.ofSeconds(60)));
            assertTrue(ran.get() >= uncancelled.get() + 3_000);
            assertEquals(0, hitLater.get(), "an interrupt that was meant for another body");
            Together.until("all permits are back", () -> limit.held() == 0);
            assertEquals(0, limit.waiting());
            assertFalse(executor.toString().contains("1 tasks"));
            TaskCounts counts = flow.snapshot().tasks();
            assertEquals(9_000, counts.complete() + counts.cancelled());
        }
    }

    /** Submits as long as it is allowed to. */
    private static void submitAll(
            ExecutorService executor, AtomicInteger accepted, IntFunction<Runnable> commandOfNumber) {
        for (int i = 0; i < COMMANDS; i++) {
            try {
                executor.execute(commandOfNumber.apply(i));
                accepted.incrementAndGet();
            } catch (RejectedExecutionException e) {
                return; // from now on all are
            }
        }
    }

    private static void awaitAtLeast(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void runUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // that was what it waited for
        }
    }

    private static int sum(AtomicIntegerArray counts) {
        int sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }
}
