package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson;

/** All that is asked over HTTP, put together. */
public final class Api {

    /** Where a page asks for signatures; the only place that takes a form. */
    public static final String AUTHORIZATION_PATH = "/api/pusher/auth";

    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 20;

    private Api() {}

    /** Adds the resources, and the way in which errors are told, to Javalin. */
    public static void install(JavalinConfig javalin, ApiParts parts) {
        JsonMapper json = json();
        javalin.jsonMapper(new JavalinJackson(json, false));
        javalin.http.maxRequestSize = MAX_BODY_BYTES;
        javalin.http.prefer405over404 = true;
        new ProblemWriter(json).install(javalin.routes);
        installBasics(javalin.routes, parts, json);
        installTasks(javalin.routes, parts, json);
        installLevers(javalin.routes, parts, json);
    }

    private static void installBasics(RoutesConfig routes, ApiParts parts, JsonMapper json) {
        ConfigResource config = new ConfigResource(parts);
        SnapshotResource snapshot = new SnapshotResource(parts.flow());
        HealthResource health = new HealthResource(parts.injector()::isAccepting);
        routes.get("/api/config", config::get);
        routes.get("/api/snapshot", snapshot::get);
        routes.get("/api/openapi.yaml", new OpenApiResource()::get);
        routes.post(AUTHORIZATION_PATH, new AuthorizationResource(parts.channels(), json)::post);
        routes.get("/health/live", health::live);
        routes.get("/health/ready", health::ready);
    }

    private static void installTasks(RoutesConfig routes, ApiParts parts, JsonMapper json) {
        TaskPictures pictures = new TaskPictures(parts.journal(), parts.clock());
        int capacity = parts.flow().get().queueCapacity();
        TasksResource orders = new TasksResource(parts.injector(), new LoadOrderReader(json, capacity));
        TaskListResource list = new TaskListResource(parts.tasks(), pictures, json);
        TaskResource one = new TaskResource(parts.tasks(), parts.injector(), pictures, json);
        routes.post("/api/tasks", orders::post);
        routes.get("/api/tasks", list::get);
        routes.post("/api/tasks/cancel", list::cancel);
        routes.get("/api/tasks/{id}", one::get);
        routes.post("/api/tasks/{id}/cancel", one::cancel);
        routes.post("/api/tasks/{id}/retry", one::retry);
        ExportResource export = new ExportResource(parts.tasks(), pictures, json);
        routes.get("/api/export.csv", export::csv);
        routes.get("/api/export.json", export::json);
    }

    private static void installLevers(RoutesConfig routes, ApiParts parts, JsonMapper json) {
        LimitsResource limits = new LimitsResource(
                parts.limits(), parts.control(), parts.injector()::isAccepting, json);
        ScenariosResource scenarios = new ScenariosResource(parts.scenarios(), json);
        FlowResource flow = new FlowResource(
                parts.control(), parts.injector()::isAccepting, scenarios::running, json);
        routes.get("/api/limits", limits::list);
        routes.get("/api/limits/{key}", limits::get);
        routes.patch("/api/limits/{key}", limits::patch);
        routes.get("/api/flow", flow::get);
        routes.post("/api/flow/pause", flow::pause);
        routes.post("/api/flow/resume", flow::resume);
        routes.post("/api/flow/cancel", flow::cancel);
        routes.post("/api/flow/reset", flow::reset);
        routes.get("/api/scenarios", scenarios::list);
        routes.post("/api/scenarios/stop", scenarios::stop);
        routes.post("/api/scenarios/{id}/start", scenarios::start);
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
