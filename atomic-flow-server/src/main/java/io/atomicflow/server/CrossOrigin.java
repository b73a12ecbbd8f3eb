package io.atomicflow.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;

/**
 * Has browsers hand the answers of {@code /api/} to pages of other origins that are allowed by name. Without these headers
 * such a page may ask, but its browser tells it nothing of what was answered.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class CrossOrigin {

    private final OriginRule origins;

    CrossOrigin(OriginRule origins) {
        this.origins = origins;
    }

    void install(RoutesConfig routes) {
        routes.before("/api/*", this::mark);
    }

    private void mark(Context context) {
        context.header("Vary", "Origin");
        String origin = context.header("Origin");
        if (origin == null || !origins.allowsByName(origin)) {
            return;
        }
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Access-Control-Expose-Headers", "X-Truncated, Retry-After");
        if (context.method().equals(HandlerType.OPTIONS)) {
            context.header("Access-Control-Allow-Methods", "GET, POST, PATCH");
            // The star stands for all but this one.
            context.header("Access-Control-Allow-Headers", "*, Authorization");
            context.status(HttpStatus.NO_CONTENT).skipRemainingHandlers();
        }
    }
}
