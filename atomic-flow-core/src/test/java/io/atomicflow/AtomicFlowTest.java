package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AtomicFlowTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void theResultComesBack() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit billing = flow.limit("billing", 3);

            assertEquals("receipt", flow.submit(billing, () -> "receipt").join());
        }
    }

    @Test
    void aBodyThatReturnsNullCompletes() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            TaskHandle<?> handle = flow.submit(flow.limit("x", 1), () -> {});

            assertEquals(null, handle.join());
            assertEquals(TaskState.COMPLETE, handle.state());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void neverMoreThanTheLimitRunsOverTenLimitsAndTwentyThousandTasks(int workers) throws Exception {
        for (Semaphores semaphores : List.of(Semaphores.channel(), Semaphores.atomic())) {
            try (AtomicFlow flow = AtomicFlow.builder()
                    .workers(Workers.persistent(workers))
                    .semaphores(semaphores)
                    .queueCapacity(20_000)
                    .build()) {
                AtomicInteger[] inside = new AtomicInteger[11];
                List<String> faults = new ArrayList<>();
                List<Task<Integer>> tasks = new ArrayList<>();
                for (int n = 1; n <= 10; n++) {
                    inside[n] = new AtomicInteger();
                }
                for (int i = 0; i < 20_000; i++) {
                    int limit = i % 10 + 1;
                    tasks.add(Task.named("t").limit("" + limit, limit).call(context -> {
                        if (inside[limit].incrementAndGet() > limit) {
                            synchronized (faults) {
                                faults.add("limit " + limit + " was overrun");
                            }
                        }
                        Thread.onSpinWait();
                        return inside[limit].decrementAndGet();
                    }));
                }

                flow.submitAll(tasks, Stagger.none());

                assertTrue(flow.drain(LONG));
                assertEquals(List.of(), faults);
                assertEquals(20_000, flow.snapshot().tasks().complete());
                for (LimitSnapshot limit : flow.snapshot().limits()) {
                    assertEquals(0, limit.held(), limit.key());
                    assertEquals(0, limit.waiting(), limit.key());
                }
            }
        }
    }

    @Test
    void aSaturatedLimitHoldsUpNoOtherEvenWithOneFreeWorker() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(2)).build()) {
            Gate gate = new Gate();
            Limit slow = flow.limit("slow", 1);
            flow.submit(slow, gate::pass);
            gate.entered.await();
            for (int i = 0; i < 1000; i++) {
                flow.submit(slow, () -> "later");
            }

            assertEquals("now", flow.submit(flow.limit("fast", 1), () -> "now").join());
            assertEquals(1, slow.held());
            gate.open.countDown();
        }
    }

    @Test
    void tasksOfOneLimitRunInTheOrderInWhichTheyCame() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            List<Integer> order = new ArrayList<>();
            List<Task<Boolean>> tasks = new ArrayList<>();
            flow.limit("one", 0);
            for (int i = 0; i < 1000; i++) {
                int number = i;
                tasks.add(Task.named("t").limit("one", 1).call(context -> order.add(number)));
            }
            // One worker looks at a time when each is let in before the next one comes.
            for (Task<Boolean> task : tasks) {
                flow.submit(task);
                int expected = flow.limit("one").waiting();
                Together.until("it waits", () -> flow.snapshot().tasks().queued() == 0 && expected >= 0);
            }
            Together.until("all wait", () -> flow.limit("one").waiting() == 1000);

            flow.limit("one").resize(1);

            assertTrue(flow.drain(LONG));
            for (int i = 0; i < 1000; i++) {
                assertEquals(i, order.get(i));
            }
        }
    }

    @Test
    void whateverABodyThrowsItsPermitComesBack() throws Exception {
        List<Throwable> kinds = List.of(
                new IllegalStateException("runtime"),
                new IOException("checked"),
                new AssertionError("error"),
                new StackOverflowError("deep"),
                new OutOfMemoryError("pretended"),
                new InterruptedException("not by us"));
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("failing", 1);
            for (Throwable kind : kinds) {
                TaskHandle<Object> handle = flow.submit(limit, () -> sneakyThrow(kind));

                CompletionException failure = assertThrows(CompletionException.class, handle::join);

                assertSame(kind, failure.getCause());
                assertEquals(TaskState.FAILED, handle.state());
                Together.until("all permits are back", () -> limit.held() == 0);
            }
            assertEquals(kinds.size(), flow.snapshot().tasks().failed());
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Object sneakyThrow(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void thePermitIsBackBeforeTheFutureCompletes() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("one", 1);
            for (int i = 0; i < 2_000; i++) {
                flow.submit(limit, () -> "x").join();
                assertTrue(limit.tryAcquire().map(permit -> {
                    permit.close();
                    return true;
                })
                        .orElse(false));
            }
        }
    }

    @Test
    void theQueueTakesExactlyItsCapacityAndRefusesTheRestWithAReason() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .workers(Workers.persistent(1))
                .queueCapacity(10)
                .build()) {
            Gate gate = new Gate();
            Limit limit = flow.limit("one", 1);
            flow.submit(limit, gate::pass);
            gate.entered.await();
            for (int i = 0; i < 10; i++) {
                flow.submit(limit, () -> "queued");
            }

            TaskRejectedException refusal = assertThrows(TaskRejectedException.class,
                    () -> flow.submit(limit, () -> "too many"));

            assertEquals(TaskRejectedException.Reason.FULL, refusal.reason());
            assertEquals(0, refusal.room());
            assertEquals(10, flow.snapshot().queueUsed());
            gate.open.countDown();
            assertTrue(flow.drain(LONG));
            assertEquals(11, flow.snapshot().tasks().complete());
        }
    }

    @Test
    void aBatchIsAdmittedWholeOrNotAtAll() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().queueCapacity(100).build()) {
            AtomicInteger ran = new AtomicInteger();
            List<Task<Integer>> tooMany = new ArrayList<>();
            for (int i = 0; i < 101; i++) {
                tooMany.add(Task.named("t").call(context -> ran.incrementAndGet()));
            }

            assertThrows(TaskRejectedException.class, () -> flow.submitAll(tooMany, Stagger.none()));
            flow.submitAll(tooMany.subList(0, 100), Stagger.none());

            assertTrue(flow.drain(LONG));
            assertEquals(100, ran.get());
            assertEquals(List.of(), flow.submitAll(List.<Task<Integer>>of(), Stagger.none()));
        }
    }

    @Test
    void aStaggeredBatchIsQueuedWhenItsTimeComesTheFirstAtOnce() throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().clock(clock).build()) {
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                tasks.add(Task.named("t").limit("ten", 10).call(context -> "done"));
            }

            List<TaskHandle<String>> handles = flow.submitAll(tasks, Stagger.jitter(Duration.ofSeconds(3), 42));

            assertEquals("done", handles.getFirst().join());
            assertEquals(99, flow.snapshot().tasks().scheduled());
            assertEquals(99, flow.snapshot().queueUsed());
            clock.advance(Duration.ofSeconds(3));
            Together.until("all are done", () -> flow.snapshot().tasks().complete() == 100);
        }
    }

    @Test
    void theSameSeedGivesTheSameDelaysAllWithinTheBound() {
        Stagger one = Stagger.jitter(Duration.ofSeconds(3), 7);
        Stagger same = Stagger.jitter(Duration.ofSeconds(3), 7);
        Stagger other = Stagger.jitter(Duration.ofSeconds(3), 8);
        int different = 0;
        for (int i = 0; i < 1000; i++) {
            assertEquals(one.delay(i), same.delay(i));
            assertTrue(one.delay(i).compareTo(Duration.ofSeconds(3)) <= 0 && !one.delay(i).isNegative());
            different += one.delay(i).equals(other.delay(i)) ? 0 : 1;
        }
        assertEquals(Duration.ZERO, one.delay(0));
        assertTrue(different > 900);
    }

    @Test
    void aSnapshotAlwaysAddsUpToWhatWasAccepted() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("three", 3);
            AtomicInteger submitted = new AtomicInteger();
            Together.run(2, number -> {
                for (int i = 0; i < 20_000; i++) {
                    if (number == 0) {
                        Together.until("there is room", () -> flow.snapshot().queueUsed() < 10_000);
                        flow.submit(limit, () -> "x");
                        submitted.incrementAndGet();
                    } else {
                        int atLeast = submitted.get();
                        TaskCounts counts = flow.snapshot().tasks();
                        assertTrue(counts.accepted() >= atLeast, "accepted " + counts + " of " + atLeast);
                        assertTrue(
                                counts.scheduled() >= 0
                                        && counts.queued() >= 0
                                        && counts.lockCheck() >= 0
                                        && counts.inProgress() >= 0,
                                counts.toString());
                    }
                }
            });
            assertTrue(flow.drain(LONG));
        }
    }

    @Test
    void anActionOfAFutureThatWaitsForTheNextTaskDoesNotHoldItUp() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Gate gate = new Gate();
            Limit one = flow.limit("one", 1);
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> second = flow.submit(one, () -> "second");
            CompletableFuture<String> both = first.toCompletableFuture().thenApply(passed -> second.join());
            Together.until("the second waits", () -> one.waiting() == 1);

            gate.open.countDown();

            assertEquals("second", both.join());
        }
    }

    @Test
    void noTaskBeginsWithTheInterruptOfAnother() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(1)).build()) {
            Limit one = flow.limit("one", 1);
            Gate gate = new Gate();
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            CompletableFuture<Void> leftBehind = first.toCompletableFuture()
                    .thenRun(() -> Thread.currentThread().interrupt());
            TaskHandle<Boolean> next = flow.submit(one, () -> Thread.currentThread().isInterrupted());

            gate.open.countDown();

            assertEquals(false, next.join());
            leftBehind.join();
        }
    }

    @Test
    void aLimitOfAnotherFlowIsRefusedByName() {
        try (AtomicFlow flow = AtomicFlow.create();
                AtomicFlow other = AtomicFlow.create()) {
            Limit foreign = other.limit("x", 1);
            flow.limit("x", 1);

            assertNames("'x'", () -> flow.submit(foreign, () -> "x"));
            assertEquals(0, flow.snapshot().tasks().accepted());
        }
    }

    @Test
    void badInputIsRefusedByName() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            assertNames("-1", () -> flow.limit("x", -1));
            assertNames("nowhere", () -> flow.limit("nowhere"));
            assertNames("0", () -> AtomicFlow.builder().queueCapacity(0));
            assertNames("PT-1S", () -> AtomicFlow.builder().closeTimeout(Duration.ofSeconds(-1)));
            assertNames("PT-1S", () -> Stagger.jitter(Duration.ofSeconds(-1), 1));
            assertThrows(NullPointerException.class, () -> flow.submit(flow.limit("x", 1), (Runnable) null));
            assertEquals(0, flow.snapshot().tasks().accepted());
        }
    }

    private static void assertNames(String wrong, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(wrong), message);
    }

    @Test
    void anyStringIsAKey() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            for (String key : List.of("", "*", "a,b;c", "\u0000", "Ünïcødé ✓", "Aa", "BB", "x".repeat(100_000))) {
                assertEquals(key, flow.submit(flow.limit(key, 1), () -> key).join());
            }
        }
    }

    @Test
    void workersMeetAtABarrierSoAsManyRunTogetherAsTheLimitAllows() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            CyclicBarrier all = new CyclicBarrier(10);
            Limit ten = flow.limit("ten", 10);
            List<TaskHandle<?>> handles = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                handles.add(flow.submit(ten, () -> Together.await(all)));
            }
            handles.forEach(TaskHandle::join);
        }
    }
}
