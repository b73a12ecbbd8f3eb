package io.atomicflow.server.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BooleanSupplier;

/** {@code GET /health/…}: whether the process lives, and whether it takes tasks. */
final class HealthResource {

    private final BooleanSupplier accepting;

    HealthResource(BooleanSupplier accepting) {
        this.accepting = accepting;
    }

    void live(Context context) {
        context.json(new Health("UP"));
    }

    void ready(Context context) {
        if (accepting.getAsBoolean()) {
            context.json(new Health("UP"));
        } else {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).json(new Health("DRAINING"));
        }
    }

    private record Health(String status) {}
}
