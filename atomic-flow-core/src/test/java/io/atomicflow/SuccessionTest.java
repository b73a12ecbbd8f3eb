package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A permit that goes from a task that has ended to the next one in the queue, without being given back in between. */
@Timeout(120)
class SuccessionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    static Stream<Semaphores> strategiesThatHandOn() {
        return Stream.of(Semaphores.channel(), Semaphores.atomic());
    }

    static Stream<Semaphores> strategies() {
        return Stream.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair(), CountingSemaphore::new);
    }

    private static AtomicFlow flow(int workers, Semaphores semaphores) {
        return AtomicFlow.builder()
                .workers(Workers.persistent(workers))
                .semaphores(semaphores)
                .queueCapacity(100_000)
                .build();
    }

    private static Gate running(AtomicFlow flow, Limit limit) throws InterruptedException {
        Gate gate = new Gate();
        flow.submit(limit, gate::pass);
        gate.entered.await();
        return gate;
    }

    /** Runs one that blocks, and so many behind it, all by one worker. */
    private static void runInARow(CountingSemaphore semaphore, int more) throws InterruptedException {
        try (AtomicFlow flow = flow(1, permits -> semaphore)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            for (int i = 0; i < more; i++) {
                flow.submit(one, () -> "x");
            }
            gate.open.countDown();
            assertTrue(flow.drain(LONG));
            assertEquals(0, one.held());
            assertEquals(0, one.closedTwice());
        }
    }

    @Test
    void thePermitIsTakenOnceForTasksInARow() throws Exception {
        CountingSemaphore semaphore = new CountingSemaphore.HandingOn(1);

        runInARow(semaphore, Engine.MOST_IN_A_ROW - 1);

        assertEquals(1, semaphore.takes.get());
        assertEquals(1, semaphore.returns.get());
    }

    @Test
    void aStrategyThatSaysNothingSeesOneTakeAndOneReturnATask() throws Exception {
        CountingSemaphore semaphore = new CountingSemaphore(1);

        runInARow(semaphore, 99);

        assertEquals(100, semaphore.takes.get());
        assertEquals(100, semaphore.returns.get());
    }

    @Test
    void afterSoManyInARowThePermitGoesBackSoThatOthersMayHaveIt() throws Exception {
        CountingSemaphore semaphore = new CountingSemaphore.HandingOn(1);

        runInARow(semaphore, 3 * Engine.MOST_IN_A_ROW);

        assertEquals(4, semaphore.takes.get());
        assertEquals(4, semaphore.returns.get());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whoStandsInLineGetsThePermitAndNotTheNextInTheQueue(Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = flow(1, semaphores)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            TaskHandle<String> next = flow.submit(one, () -> "next");
            CompletableFuture<Permit> inLine = one.acquireAsync();
            assertEquals(1, one.waiting());

            gate.open.countDown();

            try (Permit permit = inLine.join()) {
                assertTrue(permit.id() > 0);
                Together.until("the next one waits", () -> next.state() == TaskState.LOCK_CHECK);
            }
            assertEquals("next", next.join());
        }
    }

    @Test
    void whoLinesUpWhileAPermitIsHandedOnIsNextToGetIt() throws Exception {
        CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(1);
        try (AtomicFlow flow = flow(1, permits -> semaphore)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            Gate next = new Gate();
            flow.submit(one, next::pass);
            TaskHandle<String> last = flow.submit(one, () -> "last");
            AtomicReference<CompletableFuture<Permit>> inLine = new AtomicReference<>();
            semaphore.meanwhile.set(() -> inLine.set(one.acquireAsync()));

            gate.open.countDown();
            next.entered.await();
            assertFalse(inLine.get().isDone());
            next.open.countDown();

            Permit permit = inLine.get().join();
            assertFalse(last.state().isEnd());
            permit.close();
            assertEquals("last", last.join());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void nothingIsHandedOnAfterTheLimitShrankBelowWhatIsHeld(Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = flow(2, semaphores)) {
            Limit limit = flow.limit("two", 2);
            Gate first = running(flow, limit);
            Gate second = running(flow, limit);
            TaskHandle<String> third = flow.submit(limit, () -> "third");
            limit.resize(1);

            first.open.countDown();

            Together.until("it waits", () -> third.state() == TaskState.LOCK_CHECK && limit.waiting() == 1);
            assertEquals(1, limit.held());
            second.open.countDown();
            assertEquals("third", third.join());
        }
    }

    @Test
    void aLimitThatShrinksWhileAPermitIsHandedOnIsWithinItsBoundsOneEndLater() throws Exception {
        CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(2);
        try (AtomicFlow flow = flow(2, permits -> semaphore)) {
            Limit limit = flow.limit("two", 2);
            Gate first = running(flow, limit);
            Gate second = running(flow, limit);
            Gate third = new Gate();
            flow.submit(limit, third::pass);
            TaskHandle<String> last = flow.submit(limit, () -> "last");
            semaphore.meanwhile.set(() -> limit.resize(1));

            first.open.countDown();
            third.entered.await();
            assertEquals(2, limit.held());
            third.open.countDown();

            Together.until("the last one waits", () -> limit.waiting() == 1);
            assertEquals(1, limit.held());
            second.open.countDown();
            assertEquals("last", last.join());
        }
    }

    /** The limit is paused, then the task is submitted, both while a worker is about to look for the next one. */
    @Test
    void whatWasSubmittedAfterAPauseTakesOverNothing() throws Exception {
        CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(1);
        try (AtomicFlow flow = flow(1, permits -> semaphore)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            AtomicReference<TaskHandle<String>> late = new AtomicReference<>();
            semaphore.beforeNextIsFound.set(() -> {
                one.pause();
                late.set(flow.submit(one, () -> "late"));
            });

            gate.open.countDown();

            Together.until("it waits", () -> late.get() != null && one.waiting() == 1);
            assertEquals(0, one.held());
            one.resume();
            assertEquals("late", late.get().join());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void nothingIsHandedOnWhileTheLimitIsPaused(Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = flow(1, semaphores)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            TaskHandle<String> next = flow.submit(one, () -> "next");
            one.pause();

            gate.open.countDown();

            Together.until("it waits", () -> one.waiting() == 1);
            assertEquals(0, one.held());
            one.resume();
            assertEquals("next", next.join());
        }
    }

    @Test
    void nothingIsHandedOnOnceTheFlowIsPaused() throws Exception {
        CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(1);
        try (AtomicFlow flow = flow(1, permits -> semaphore)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            TaskHandle<String> next = flow.submit(one, () -> "next");
            semaphore.beforeNextIsFound.set(flow::pause); // at the last moment at which it counts

            gate.open.countDown();

            Together.until("the permit is back", () -> semaphore.returns.get() == 1);
            assertEquals(0, one.held());
            assertEquals(TaskState.QUEUED, next.state());
            flow.resume();
            assertEquals("next", next.join());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aTaskOfAnotherLimitThatComesNextIsNotLost(Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = flow(1, semaphores)) {
            Limit one = flow.limit("one", 1);
            Limit other = flow.limit("other", 1);
            Limit shut = flow.limit("shut", 0);
            Gate gate = running(flow, one);
            List<TaskHandle<String>> handles = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                handles.add(flow.submit(other, () -> "other"));
                handles.add(flow.submit(shut, () -> "shut"));
                handles.add(flow.submit(one, () -> "one"));
            }

            gate.open.countDown();
            Together.until("ten wait", () -> shut.waiting() == 10);
            shut.resize(1);

            handles.forEach(handle -> assertEquals(handle.limit(), handle.join()));
            for (Limit limit : List.of(one, other, shut)) {
                Together.until("all permits are back", () -> limit.held() == 0);
                assertEquals(0, limit.closedTwice());
            }
        }
    }

    @Test
    void aTaskThatIsCancelledAsItComesNextTakesNoPermitWithIt() throws Exception {
        CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(1);
        try (AtomicFlow flow = flow(1, permits -> semaphore)) {
            Limit one = flow.limit("one", 1);
            Gate gate = running(flow, one);
            AtomicInteger ran = new AtomicInteger();
            TaskHandle<Integer> next = flow.submit(one, ran::incrementAndGet);
            TaskHandle<String> last = flow.submit(one, () -> "last");
            semaphore.meanwhile.set(next::cancel);

            gate.open.countDown();

            assertEquals("last", last.join());
            assertEquals(0, ran.get());
            assertEquals(TaskState.CANCELLED, next.state());
            Together.until("the permit is back", () -> one.held() == 0);
            assertEquals(0, one.closedTwice());
        }
    }

    @ParameterizedTest
    @MethodSource("strategiesThatHandOn")
    void neverMoreThanTheLimitRunsHoweverPermitsAreHandedOn(Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = flow(4, semaphores)) {
            List<Limit> limits = List.of(flow.limit("one", 1), flow.limit("two", 2), flow.limit("three", 3));
            List<AtomicInteger> inside = Stream.generate(AtomicInteger::new).limit(3).toList();
            AtomicInteger overruns = new AtomicInteger();

            Together.run(2, number -> {
                for (int i = 0; i < 10_000; i++) {
                    int which = i / 7 % 3;
                    flow.submit(limits.get(which), () -> {
                        if (inside.get(which).incrementAndGet() > which + 1) {
                            overruns.incrementAndGet();
                        }
                        inside.get(which).decrementAndGet();
                    });
                    if (i % 5 == number) {
                        limits.get(which).tryAcquire().ifPresent(Permit::close);
                    }
                }
            });

            assertTrue(flow.drain(LONG));
            assertEquals(0, overruns.get());
            limits.forEach(limit -> assertEquals(0, limit.held()));
            assertEquals(20_000, flow.snapshot().tasks().complete());
        }
    }
}
