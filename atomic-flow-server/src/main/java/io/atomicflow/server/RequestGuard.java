package io.atomicflow.server;

import io.atomicflow.server.api.Api;
import io.atomicflow.server.api.ProblemException;
import io.atomicflow.server.door.ClientAddress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request must pass, and every answer carries. */
final class RequestGuard {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);

    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private static final Set<HandlerType> CARRYING = Set.of(HandlerType.POST, HandlerType.PUT, HandlerType.PATCH);

    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private final OriginRule origins;
    private final ClientAddress clients;
    private final String pathPrefix;
    private final boolean readOnly;

    RequestGuard(OriginRule origins, ClientAddress clients, ServerConfig config) {
        this.origins = origins;
        this.clients = clients;
        this.pathPrefix = config.pathPrefix();
        this.readOnly = config.readOnly();
    }

    void installForAll(RoutesConfig routes) {
        routes.before(this::check);
    }

    void installForChanges(RoutesConfig routes) {
        routes.before(this::checkChange);
    }

    private void check(Context context) {
        HEADERS.forEach(context::header);
        if (!origins.allowsHost(context.header("Host"))) {
            throw refused(context, HttpStatus.MISDIRECTED_REQUEST, "this server goes by another name");
        }
    }

    private void checkChange(Context context) {
        if (READING.contains(context.method())) {
            return;
        }
        if (readOnly && !isAuthorization(context)) {
            throw refused(context, HttpStatus.FORBIDDEN, "this server is read-only: nothing can be changed from here");
        }
        if (BackEndDoor.isFor(context, pathPrefix)) {
            return;
        }
        if (!origins.allows(context.header("Host"), context.header("Origin"), isSecure(context.req()))) {
            throw refused(context, HttpStatus.FORBIDDEN, "pages of this origin may not change anything here");
        }
        if (CARRYING.contains(context.method()) && !isReadable(context)) {
            throw refused(context, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the content type must be application/json");
        }
    }

    /** A form any page may send without asking first: it is taken where that is how the client library speaks. */
    private static boolean isReadable(Context context) {
        String type = mediaType(context.header("Content-Type"));
        return type.equals("application/json")
                || (type.equals("application/x-www-form-urlencoded") && isAuthorization(context));
    }

    private static boolean isAuthorization(Context context) {
        return context.req().getRequestURI().equals(Api.AUTHORIZATION_PATH);
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    }

    private boolean isSecure(HttpServletRequest request) {
        return clients.isSecure(request.isSecure(), request.getRemoteAddr(), all(request, "X-Forwarded-Proto"));
    }

    private ProblemException refused(Context context, HttpStatus status, String why) {
        String client = clients.of(context.req().getRemoteAddr(), all(context.req(), "X-Forwarded-For"));
        LOG.info("refused a request from {} with {}: {}", client, status.getCode(), why);
        return new ProblemException(status, why);
    }

    private static List<String> all(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
