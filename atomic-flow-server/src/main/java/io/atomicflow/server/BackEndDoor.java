package io.atomicflow.server;

import io.atomicflow.server.pusher.HttpAnswer;
import io.atomicflow.server.pusher.HttpApi;
import io.atomicflow.server.pusher.HttpCall;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The way in for back ends: hands their requests to the {@link HttpApi} as they came. */
final class BackEndDoor {

    private final HttpApi api;

    BackEndDoor(HttpApi api) {
        this.api = api;
    }

    void install(RoutesConfig routes, String pathPrefix) {
        // A star, not a named part: a part would be decoded, and a bad escape then be an error of our own.
        Handler handler = this::handle;
        // Javalin would answer HEAD by itself, and say that all is well before anybody looked at the signature.
        for (HandlerType method : new HandlerType[]{HandlerType.GET, HandlerType.HEAD, HandlerType.POST}) {
            routes.addHttpHandler(method, pathPrefix + "/apps/*", handler);
        }
    }

    /** Whether a request is signed by a back end, so that it needs nothing that proves a page's good will. */
    static boolean isFor(Context context, String pathPrefix) {
        return context.req().getRequestURI().startsWith(pathPrefix + "/apps/");
    }

    private void handle(Context context) throws IOException {
        HttpAnswer answer = body(context)
                .map(body -> api.answer(new HttpCall(
                        context.req().getMethod(), context.req().getRequestURI(), context.req().getQueryString(),
                        body)))
                .orElseGet(api::tooLarge);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.contentType(answer.contentType());
        context.result(answer.body());
    }

    /** What was sent, unless it is too long: then no more of it is read than shows that. */
    private Optional<byte[]> body(Context context) throws IOException {
        int most = api.maxBodyBytes();
        if (context.req().getContentLengthLong() > most) {
            return Optional.empty();
        }
        try (InputStream stream = context.req().getInputStream()) {
            byte[] body = stream.readNBytes(most + 1);
            return body.length > most ? Optional.empty() : Optional.of(body);
        }
    }
}
