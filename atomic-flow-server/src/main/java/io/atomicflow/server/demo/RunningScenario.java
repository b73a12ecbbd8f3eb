package io.atomicflow.server.demo;

import java.time.Instant;

/** A scenario on its way: which one, from which seed, since when and until when. */
public record RunningScenario(Scenario scenario, long seed, Instant startedAt) {

    /** When it will have done all that it does. */
    public Instant endsAt() {
        return startedAt.plus(scenario.duration());
    }
}
