package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.demo.RunningScenario;
import io.atomicflow.server.demo.Scenario;
import io.atomicflow.server.demo.ScenarioRunner;
import io.atomicflow.server.demo.ScenarioStart;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** {@code /api/scenarios}: which there are, and one at a time on its way. */
final class ScenariosResource {

    /** Below this, seeds that are thought up here are easy to read and to type. */
    private static final long SEEDS = 1_000_000_000;

    private final ScenarioRunner runner;
    private final JsonMapper json;

    ScenariosResource(ScenarioRunner runner, JsonMapper json) {
        this.runner = runner;
        this.json = json;
    }

    void list(Context context) {
        List<Known> known = Arrays.stream(Scenario.values()).map(Known::of).toList();
        context.json(new Scenarios(known, running()));
    }

    /** What is told of the scenario that is on its way. */
    @Nullable
    Running running() {
        return runner.running().map(Running::of).orElse(null);
    }

    void start(Context context) {
        String id = context.pathParam("id");
        Scenario scenario = Scenario.of(id).orElseThrow(() -> unknown(id));
        long seed = Fields.of(json, context.bodyAsBytes(), List.of("seed"))
                .wholeNumber("seed")
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS));
        switch (runner.start(scenario, seed)) {
            case ScenarioStart.Started(RunningScenario now) ->
                context.status(HttpStatus.ACCEPTED).json(Running.of(now));
            case ScenarioStart.Busy(RunningScenario now) ->
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "one scenario at a time: " + now.scenario().id() + " is running; stop it first");
            case ScenarioStart.Draining() ->
                throw new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE, "the server is stopping: it takes no more tasks");
        }
    }

    void stop(Context context) {
        Fields.none(json, context.bodyAsBytes());
        context.json(new Stopped(runner.stop().map(Scenario::id).orElse(null)));
    }

    private static ProblemException unknown(String id) {
        String all = String.join(", ", Arrays.stream(Scenario.values()).map(Scenario::id).toList());
        return new ProblemException(
                HttpStatus.NOT_FOUND, "there is no scenario '" + Named.quoted(id) + "'; there are " + all);
    }

    private record Scenarios(List<Known> scenarios, @Nullable Running running) {}

    private record Known(String id, String title, String description, long seconds) {

        static Known of(Scenario scenario) {
            return new Known(
                    scenario.id(),
                    scenario.title(),
                    scenario.description(),
                    scenario.duration().toSeconds());
        }
    }

    /** One that is on its way, as it is told. */
    record Running(String id, long seed, long startedAt, long endsAt) {

        static Running of(RunningScenario now) {
            return new Running(
                    now.scenario().id(),
                    now.seed(),
                    now.startedAt().toEpochMilli(),
                    now.endsAt().toEpochMilli());
        }
    }

    private record Stopped(@Nullable String stopped) {}
}
