package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays scenarios, one at a time. When one ends or is stopped, limits that it resized get their sizes back, and what it
 * broke is mended; its tasks go on.
 *
 * <p><b>Thread-safety:</b> any thread may call. Once {@code stop} has returned, nothing more is submitted. <b>Blocking:</b>
 * a call waits for a step that is being done, which takes no longer than to submit its tasks.
 */
public final class ScenarioRunner implements AutoCloseable {

    private final AtomicFlow flow;
    private final LoadInjector injector;
    private final Later later;
    private final LongSupplier nanoTime;
    private final InstantSource clock;

    private final Object lock = new Object();
    private @Nullable ScenarioRun current;
    private boolean closed;

    /**
     * A runner that plays nothing yet.
     *
     * @param flow whose limits are resized
     * @param injector where tasks are submitted
     * @param later calls when the next step is due
     * @param nanoTime measures the time between steps
     * @param clock tells people when it began
     */
    public ScenarioRunner(
            AtomicFlow flow, LoadInjector injector, Later later, LongSupplier nanoTime, InstantSource clock) {
        this.flow = flow;
        this.injector = injector;
        this.later = later;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** Starts a scenario, if none is running. */
    public ScenarioStart start(Scenario scenario, long seed) {
        synchronized (lock) {
            if (closed || !injector.isAccepting()) {
                return new ScenarioStart.Draining();
            }
            if (current != null) {
                return new ScenarioStart.Busy(current.facts());
            }
            // Told in milliseconds, so kept in them: the same moment whenever somebody asks.
            RunningScenario facts = new RunningScenario(scenario, seed, Instant.ofEpochMilli(clock.millis()));
            ScenarioRun run = new ScenarioRun(facts, nanoTime.getAsLong());
            current = run;
            goOn(run);
            return new ScenarioStart.Started(facts);
        }
    }

    /** The scenario that is on its way. */
    public Optional<RunningScenario> running() {
        synchronized (lock) {
            return Optional.ofNullable(current).map(ScenarioRun::facts);
        }
    }

    /**
     * Ends the scenario that is on its way.
     *
     * @return which one that was
     */
    public Optional<Scenario> stop() {
        synchronized (lock) {
            ScenarioRun stopped = current;
            if (stopped == null) {
                return Optional.empty();
            }
            end(stopped);
            return Optional.of(stopped.facts().scenario());
        }
    }

    /** Ends the scenario that is on its way; no other one starts. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            stop();
        }
    }

    private void tick(ScenarioRun run) {
        synchronized (lock) {
            if (current != run) {
                return;
            }
            boolean done = false;
            try {
                for (Step due = run.due(nanoTime.getAsLong()); due != null; due = run.due(nanoTime.getAsLong())) {
                    perform(due.action(), run);
                }
                done = true;
            } finally {
                if (!done || run.isOver(nanoTime.getAsLong())) {
                    end(run);
                }
            }
            if (current == run) {
                goOn(run);
            }
        }
    }

    private void goOn(ScenarioRun run) {
        later.call(run.untilNext(nanoTime.getAsLong()), () -> tick(run));
    }

    private void perform(Action action, ScenarioRun run) {
        switch (action) {
            case Action.Submit(LoadOrder order) ->
                injector.injectWhatFits(order, body -> new FragileBody(body, run::isBroken));
            case Action.Resize(String limit, int permits) -> {
                run.noteSize(limit, flow.limit(limit).permits());
                flow.limit(limit).resize(permits);
            }
            case Action.Break() -> run.broken(true);
            case Action.Mend() -> run.broken(false);
        }
    }

    private void end(ScenarioRun run) {
        current = null;
        run.broken(false);
        run.sizesBefore().forEach((limit, permits) -> flow.limit(limit).resize(permits));
    }
}
