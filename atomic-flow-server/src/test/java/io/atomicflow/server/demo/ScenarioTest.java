package io.atomicflow.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {

    private static final int CAPACITY = 10_000;

    /** What is done when, down to the body of each task. */
    private static List<Object> everythingOf(Scenario scenario, long seed) {
        List<Object> all = new ArrayList<>();
        for (Step step : scenario.steps(seed)) {
            all.add(step.at());
            if (step.action() instanceof Action.Submit(LoadOrder order)) {
                for (Task<Long> task : LoadInjector.tasksOf(order, body -> body)) {
                    all.add(List.of(task.name(), task.limit(), task.policy().permitTimeoutNanos(), task.body()));
                }
            } else {
                all.add(step.action());
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameTasksAtTheSameOffsetsAndAnotherSeedDoesNot(Scenario scenario) {
        assertEquals(everythingOf(scenario, 42), everythingOf(scenario, 42));
        assertNotEquals(everythingOf(scenario, 42), everythingOf(scenario, 43));
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnForHalfAMinuteOrSoAndDoesEverythingWithinItsTime(Scenario scenario) {
        assertTrue(scenario.duration().toSeconds() >= 20 && scenario.duration().toSeconds() <= 40);
        for (Step step : scenario.steps(7)) {
            assertTrue(!step.at().isNegative() && step.at().compareTo(scenario.duration()) < 0, step.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyQueueHasRoomForAllOfIt(Scenario scenario) {
        for (long seed = 0; seed < 20; seed++) {
            int tasks = scenario.steps(seed).stream()
                    .map(Step::action)
                    .mapToInt(action -> action instanceof Action.Submit(LoadOrder order) ? order.count() : 0)
                    .sum();
            assertTrue(tasks > 100 && tasks < CAPACITY, seed + ": " + tasks);
        }
    }

    @Test
    void underASlowLimitNoOtherOneIsAskedForMoreThanItCanDo() {
        List<LoadOrder> orders = Scenario.SLOW_LIMIT.steps(3).stream()
                .map(Step::action)
                .filter(Action.Submit.class::isInstance)
                .map(action -> ((Action.Submit) action).order())
                .toList();

        List<Integer> tooMuch = new ArrayList<>();
        for (int limit = 1; limit <= LoadOrder.MAX_LIMIT; limit++) {
            int key = limit;
            Duration work = orders.stream()
                    .filter(order -> order.limit() == key)
                    .map(order -> order.duration().multipliedBy(order.count()))
                    .reduce(Duration.ZERO, Duration::plus);
            if (work.dividedBy(limit).compareTo(Scenario.SLOW_LIMIT.duration()) > 0) {
                tooMuch.add(limit);
            }
        }

        assertEquals(1, tooMuch.size(), tooMuch.toString());
    }
}
