package io.atomicflow.server.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A scenario on its way. All but {@code broken} is guarded by its runner. */
final class ScenarioRun {

    private final RunningScenario facts;
    private final long beganAt;
    private final Queue<Step> left;
    private final Map<String, Integer> sizesBefore = new HashMap<>();
    private volatile boolean broken;

    ScenarioRun(RunningScenario facts, long nanoTime) {
        this.facts = facts;
        this.beganAt = nanoTime;
        this.left = new ArrayDeque<>(facts.scenario().steps(facts.seed()));
    }

    RunningScenario facts() {
        return facts;
    }

    /** The next step whose time has come. */
    @Nullable
    Step due(long nanoTime) {
        Step next = left.peek();
        return next == null || next.at().toNanos() > nanoTime - beganAt ? null : left.remove();
    }

    /** How long until the next step, or until the end if there is none. */
    Duration untilNext(long nanoTime) {
        Step next = left.peek();
        Duration at = next == null ? facts.scenario().duration() : next.at();
        return at.minusNanos(nanoTime - beganAt);
    }

    boolean isOver(long nanoTime) {
        return left.isEmpty() && !untilNext(nanoTime).isPositive();
    }

    /** Whether bodies are to throw. Any thread may ask. */
    boolean isBroken() {
        return broken;
    }

    void broken(boolean now) {
        broken = now;
    }

    /** Remembers how large a limit was before it was first touched. */
    void noteSize(String limit, int permits) {
        sizesBefore.putIfAbsent(limit, permits);
    }

    Map<String, Integer> sizesBefore() {
        return sizesBefore;
    }
}
