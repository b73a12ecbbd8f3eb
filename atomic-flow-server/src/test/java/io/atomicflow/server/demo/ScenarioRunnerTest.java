package io.atomicflow.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In virtual time; the flow is paused where what it makes of the tasks does not matter. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScenarioRunnerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int CAPACITY = 10_000;

    private final AtomicFlow flow = AtomicFlow.builder()
            .workers(Workers.persistent(2))
            .queueCapacity(CAPACITY)
            .build();
    private final FakeLater time = new FakeLater();
    private final KnownTasks tasks = new KnownTasks(() -> NOON);
    private final LoadInjector injector = new LoadInjector(flow, tasks);
    private final ScenarioRunner runner = new ScenarioRunner(flow, injector, time, time,
            () -> NOON.plus(time.passed()));

    ScenarioRunnerTest() {
        flow.pause();
    }

    @AfterEach
    void close() {
        flow.close(Duration.ZERO);
    }

    private List<Integer> sizes() {
        return flow.snapshot().limits().stream().map(LimitSnapshot::permits).toList();
    }

    private static int tasksUntil(Scenario scenario, long seed, Duration offset) {
        return scenario.steps(seed).stream()
                .filter(step -> step.at().compareTo(offset) <= 0)
                .mapToInt(step -> step.action() instanceof Action.Submit(LoadOrder order) ? order.count() : 0)
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void eachTaskIsSubmittedAtItsTimeAndNoneBefore(Scenario scenario) {
        runner.start(scenario, 42);

        for (int seconds = 1; seconds <= scenario.duration().toSeconds(); seconds++) {
            time.pass(Duration.ofSeconds(1));
            assertEquals(
                    tasksUntil(scenario, 42, Duration.ofSeconds(seconds)), flow.counts().accepted(), "at " + seconds);
        }
        assertEquals(Optional.empty(), runner.running());
        assertEquals(0, time.pending());
    }

    @Test
    void whereThereIsNoRoomAStepSubmitsWhatFitsAndTheScenarioGoesOn() {
        int room = 3; // less than what each step of this scenario would submit
        List<Task<Integer>> others = IntStream.range(0, CAPACITY - room)
                .mapToObj(i -> Task.named("other").limit("10", 10).call(context -> i))
                .toList();
        List<? extends TaskHandle<?>> there = flow.submitAll(others, index -> Duration.ofHours(1));

        runner.start(Scenario.RESIZE_UNDER_LOAD, 1);
        time.pass(Duration.ZERO);
        assertEquals(CAPACITY, flow.counts().accepted());
        time.pass(Duration.ofSeconds(1));
        assertEquals(CAPACITY, flow.counts().accepted());
        there.subList(0, 2).forEach(TaskHandle::cancel);
        time.pass(Duration.ofSeconds(1));

        assertEquals(CAPACITY + 2, flow.counts().accepted());
        assertEquals(CAPACITY, flow.snapshot().queueUsed());
    }

    @Test
    void stoppedItSubmitsNothingMoreAndLimitsHaveTheSizesThatTheyHadBefore() {
        flow.limit("3").resize(7);
        List<Integer> before = sizes();
        runner.start(Scenario.RESIZE_UNDER_LOAD, 5);
        time.pass(Duration.ofSeconds(13));
        long submitted = flow.counts().accepted();
        assertNotEquals(before, sizes());

        assertEquals(Optional.of(Scenario.RESIZE_UNDER_LOAD), runner.stop());

        assertEquals(before, sizes());
        time.pass(Duration.ofMinutes(1));
        assertEquals(submitted, flow.counts().accepted());
        assertEquals(before, sizes());
        assertEquals(Optional.empty(), runner.stop());
    }

    @Test
    void atItsEndLimitsHaveTheSizesThatTheyHadBefore() {
        flow.limit("4").resize(17);
        flow.limit("5").resize(17);
        flow.limit("6").resize(17);
        List<Integer> before = sizes();

        runner.start(Scenario.RESIZE_UNDER_LOAD, 5);
        time.pass(Scenario.RESIZE_UNDER_LOAD.duration());

        assertEquals(before, sizes());
    }

    @Test
    void thereIsOneAtATime() {
        runner.start(Scenario.BURST, 5);

        var busy = assertInstanceOf(ScenarioStart.Busy.class, runner.start(Scenario.SLOW_LIMIT, 6));
        assertEquals(new RunningScenario(Scenario.BURST, 5, NOON), busy.now());

        time.pass(Scenario.BURST.duration());
        var started = assertInstanceOf(ScenarioStart.Started.class, runner.start(Scenario.SLOW_LIMIT, 6));
        assertEquals(NOON.plus(Scenario.BURST.duration()), started.now().startedAt());
        assertEquals(started.now().startedAt().plus(Scenario.SLOW_LIMIT.duration()), started.now().endsAt());
    }

    @Test
    void oneThatWasStoppedDoesNotMeddleWithTheNext() {
        runner.start(Scenario.BURST, 5);
        time.pass(Duration.ofMillis(100));
        runner.stop();
        long before = flow.counts().accepted();
        runner.start(Scenario.BURST, 6);

        time.pass(Duration.ofSeconds(10));

        assertEquals(before + tasksUntil(Scenario.BURST, 6, Duration.ofSeconds(10)), flow.counts().accepted());
    }

    @Test
    void aServerThatStopsStartsNoneAndEndsTheOneThatRuns() {
        runner.start(Scenario.RESIZE_UNDER_LOAD, 5);
        time.pass(Duration.ofSeconds(13));
        List<Integer> atStart = IntStream.rangeClosed(1, LoadOrder.MAX_LIMIT).boxed().toList();

        runner.close();

        assertEquals(atStart, sizes());
        assertEquals(Optional.empty(), runner.running());
        assertInstanceOf(ScenarioStart.Draining.class, runner.start(Scenario.BURST, 1));
    }

    @Test
    void noneStartsWhereNoOrderIsAccepted() {
        injector.stopAccepting();

        assertInstanceOf(ScenarioStart.Draining.class, runner.start(Scenario.BURST, 1));
    }

    @Test
    void whileItIsBrokenNothingEndsWellAndWhatStillTriesAfterwardsMakesIt() throws InterruptedException {
        flow.resume();
        runner.start(Scenario.FAIL_THEN_RECOVER, 5);
        time.pass(Duration.ofMillis(500));
        while (flow.counts().retries() < 3) {
            Thread.onSpinWait();
        }
        assertEquals(0, flow.counts().complete());

        runner.stop();

        assertTrue(flow.drain(Duration.ofSeconds(20)));
        assertTrue(flow.counts().complete() > 0, flow.counts().toString());
    }

    @Test
    void whatIsSubmittedOnceItHasRecoveredIsNotEvenTriedAgain() throws InterruptedException {
        runner.start(Scenario.FAIL_THEN_RECOVER, 5);
        time.pass(Duration.ofSeconds(12));
        tasks.forEachUnfinished(TaskHandle::cancel);
        time.pass(Duration.ofMillis(400));
        flow.resume();

        assertTrue(flow.drain(Duration.ofSeconds(20)));
        assertTrue(flow.counts().complete() > 0, flow.counts().toString());
        assertEquals(0, flow.counts().failed() + flow.counts().retries());
    }

    @Test
    void oneThatIsStoppedWhileItIsBrokenIsMended() throws InterruptedException {
        runner.start(Scenario.FAIL_THEN_RECOVER, 5);
        time.pass(Duration.ofSeconds(1));
        runner.stop();

        flow.resume();

        assertTrue(flow.drain(Duration.ofSeconds(20)));
        assertEquals(0, flow.counts().failed() + flow.counts().retries());
        assertTrue(flow.counts().complete() > 0);
    }
}
