package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.server.demo.LoadInjector;
import io.atomicflow.server.demo.ScenarioRunner;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.util.function.Supplier;

/** All that is asked over HTTP, put together. */
public final class Api {

    /** Where a page asks for signatures; the only place that takes a form. */
    public static final String AUTHORIZATION_PATH = "/api/pusher/auth";

    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 20;

    private Api() {}

    /** Adds the resources, and the way in which errors are told, to Javalin. */
    public static void install(
            JavalinConfig javalin,
            DemoChannels channels,
            String version,
            Supplier<FlowSnapshot> flow,
            LoadInjector injector,
            ScenarioRunner scenarioRunner) {
        JsonMapper json = json();
        javalin.jsonMapper(new JavalinJackson(json, false));
        javalin.http.maxRequestSize = MAX_BODY_BYTES;
        javalin.http.prefer405over404 = true;
        new ProblemWriter(json).install(javalin.routes);

        ConfigResource config = new ConfigResource(channels, version, flow);
        SnapshotResource snapshot = new SnapshotResource(flow);
        HealthResource health = new HealthResource(injector::isAccepting);
        TasksResource tasks = new TasksResource(injector, new LoadOrderReader(json, flow.get().queueCapacity()));
        javalin.routes.get("/api/config", config::get);
        javalin.routes.get("/api/snapshot", snapshot::get);
        javalin.routes.post("/api/tasks", tasks::post);
        ScenariosResource scenarios = new ScenariosResource(scenarioRunner, new SeedReader(json));
        javalin.routes.get("/api/scenarios", scenarios::list);
        javalin.routes.post("/api/scenarios/stop", scenarios::stop);
        javalin.routes.post("/api/scenarios/{id}/start", scenarios::start);
        javalin.routes.post(AUTHORIZATION_PATH, new AuthorizationResource(channels, json)::post);
        javalin.routes.get("/health/live", health::live);
        javalin.routes.get("/health/ready", health::ready);
    }

    private static JsonMapper json() {
        StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
        return JsonMapper.builder(
                JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
