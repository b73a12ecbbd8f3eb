package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.api.TaskListResource.Cancelled;
import io.atomicflow.server.demo.FlowControl;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/flow}: the whole flow, and its levers. */
final class FlowResource {

    private final FlowControl control;
    private final BooleanSupplier accepting;
    private final Supplier<? extends @Nullable Object> scenario;
    private final JsonMapper json;

    FlowResource(
            FlowControl control,
            BooleanSupplier accepting,
            Supplier<? extends @Nullable Object> scenario,
            JsonMapper json) {
        this.control = control;
        this.accepting = accepting;
        this.scenario = scenario;
        this.json = json;
    }

    void get(Context context) {
        context.json(new Flow(control.isPaused(), !accepting.getAsBoolean(), scenario.get()));
    }

    void pause(Context context) {
        Fields.none(json, context.bodyAsBytes());
        control.pause();
        // Asked afterwards: the server ends every pause after it has begun to drain, so one of both sees the other.
        if (!accepting.getAsBoolean()) {
            control.letGo();
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                    "the server is stopping: nothing can be paused any more");
        }
        get(context);
    }

    void resume(Context context) {
        Fields.none(json, context.bodyAsBytes());
        control.resume();
        get(context);
    }

    void cancel(Context context) {
        Fields.none(json, context.bodyAsBytes());
        context.json(new Cancelled(control.cancelAll()));
    }

    void reset(Context context) {
        Fields.none(json, context.bodyAsBytes());
        control.reset();
        get(context);
    }

    private record Flow(boolean paused, boolean draining, @Nullable Object scenario) {}
}
