package io.atomicflow.server.demo;

/** What became of the wish to start a scenario. */
public sealed interface ScenarioStart {

    /** It runs. */
    record Started(RunningScenario now) implements ScenarioStart {}

    /** Another one runs, or this one already: there is one at a time. */
    record Busy(RunningScenario now) implements ScenarioStart {}

    /** The flow takes no more tasks, ever. */
    record Draining() implements ScenarioStart {}
}
