package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.server.demo.FlowControl;
import io.atomicflow.server.demo.LimitDesk;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** {@code /api/limits}: how limits are, and their size and pause. */
final class LimitsResource {

    private static final List<String> CHANGES = List.of("permits", "paused");

    private final LimitDesk limits;
    private final FlowControl control;
    private final BooleanSupplier accepting;
    private final JsonMapper json;

    LimitsResource(LimitDesk limits, FlowControl control, BooleanSupplier accepting, JsonMapper json) {
        this.limits = limits;
        this.control = control;
        this.accepting = accepting;
        this.json = json;
    }

    void list(Context context) {
        context.json(new Limits(limits.all().stream().map(this::viewOf).toList()));
    }

    void get(Context context) {
        context.json(viewOf(found(context, limits.find(context.pathParam("key")))));
    }

    void patch(Context context) {
        Fields fields = Fields.of(json, context.bodyAsBytes(), CHANGES);
        OptionalInt permits = fields.number("permits", 0, LimitDesk.MAX_PERMITS);
        Optional<Boolean> paused = fields.flag("paused");
        if (permits.isEmpty() && paused.isEmpty()) {
            throw ProblemException.badField("permits", "say what to change: permits, as a number of 0 to "
                    + LimitDesk.MAX_PERMITS + ", or paused, as true or false, or both");
        }
        LimitSnapshot changed = found(context, limits.change(context.pathParam("key"), permits, paused.orElse(null)));
        boolean holdsBack = paused.orElse(false) || permits.orElse(1) == 0;
        // Asked afterwards: the server lets limits go after it has begun to drain, so one of both sees the other.
        if (holdsBack && !accepting.getAsBoolean()) {
            control.letGo();
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                    "the server is stopping: no limit can hold its tasks back any more");
        }
        context.json(viewOf(changed));
    }

    private LimitSnapshot found(Context context, Optional<LimitSnapshot> limit) {
        return limit.orElseThrow(() -> new ProblemException(
                HttpStatus.NOT_FOUND, "there is no limit '" + Named.quoted(context.pathParam("key")) + "'"));
    }

    private LimitView viewOf(LimitSnapshot limit) {
        return new LimitView(
                limit.key(),
                limit.permits(),
                limits.startPermits(limit),
                limit.held(),
                limit.waiting(),
                limit.paused(),
                Times.of(limit.waitTimes()),
                Times.of(limit.runTimes()));
    }

    private record Limits(List<LimitView> limits) {}

    private record LimitView(
            String key,
            int permits,
            int startPermits,
            int held,
            int waiting,
            boolean paused,
            Times waitMillis,
            Times runMillis) {}

    private record Times(long count, double p50, double p95, double p99, double max) {

        static Times of(Percentiles times) {
            return new Times(
                    times.count(),
                    Millis.of(times.p50()),
                    Millis.of(times.p95()),
                    Millis.of(times.p99()),
                    Millis.of(times.max()));
        }
    }
}
