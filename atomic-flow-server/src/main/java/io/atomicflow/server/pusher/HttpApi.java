package io.atomicflow.server.pusher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What back ends ask for over HTTP: to tell clients something, and who is there.
 *
 * <p><b>Thread-safety:</b> any thread may call. <b>Blocking:</b> nothing here waits for a client.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">Pusher Channels HTTP API</a>
 */
public final class HttpApi {

    private final String prefix;
    private final int maxBodyBytes;
    private final Apps apps;
    private final HttpSignature signature;
    private final EventCalls events;
    private final ChannelCalls channels = new ChannelCalls();

    HttpApi(PusherSettings settings, Apps apps) {
        this(settings, apps, InstantSource.system());
    }

    HttpApi(PusherSettings settings, Apps apps, InstantSource clock) {
        this.prefix = settings.pathPrefix() + "/apps/";
        this.maxBodyBytes = settings.maxRequestBytes();
        this.apps = apps;
        this.signature = new HttpSignature(clock);
        this.events = new EventCalls(Json.within(settings.maxRequestBytes()));
    }

    /** How long a request may be. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** Does what is asked for, if it is signed as it should be. */
    public HttpAnswer answer(HttpCall call) {
        try {
            return HttpAnswer.json(handle(call));
        } catch (HttpRefusal refusal) {
            return refusal.answer();
        }
    }

    /** The answer to one who sent more than {@link #maxBodyBytes()}. */
    public HttpAnswer tooLarge() {
        return HttpAnswer.refusal(413, "The body exceeds the allowed maximum (" + maxBodyBytes + " bytes).");
    }

    private String handle(HttpCall call) throws HttpRefusal {
        List<String> path = segments(call.path());
        RunningApp app = apps.withId(path.getFirst())
                .orElseThrow(() -> HttpRefusal.notFound("There is no app with this id"));
        SignedQuery query = new SignedQuery(call.query());
        signature.check(app.app(), call, query);
        if (app.app().has(AppOption.DISABLED)) {
            throw HttpRefusal.forbidden("This app is disabled");
        }
        List<String> rest = path.subList(1, path.size());
        String shape = String.join("/", shape(rest));
        return switch (shape) {
            case "events" -> {
                require("POST", call);
                yield events.one(app, call.body());
            }
            case "batch_events" -> {
                require("POST", call);
                yield events.batch(app, call.body());
            }
            case "channels" -> {
                require("GET", call);
                yield channels.all(reading(app), query);
            }
            case "channels/*" -> {
                require("GET", call);
                yield channels.one(reading(app), channel(rest.get(1)), query);
            }
            case "channels/*/users" -> {
                require("GET", call);
                yield channels.users(reading(app), channel(rest.get(1)));
            }
            case "users/*/terminate_connections" -> {
                require("POST", call);
                app.users().of(rest.get(1)).forEach(connection -> connection.close(CloseReason.TERMINATED));
                yield "{}";
            }
            case "connections" -> {
                require("GET", call);
                yield "{\"connections\":" + reading(app).registry().size() + "}";
            }
            default -> throw HttpRefusal.notFound("There is nothing at this path");
        };
    }

    /** The path with a star where names stand. */
    private static List<String> shape(List<String> path) {
        List<String> shape = new ArrayList<>(path);
        if (shape.size() > 1) {
            shape.set(1, "*");
        }
        return shape;
    }

    /** Split first, decoded then: what is escaped in one segment can never become another one. */
    private List<String> segments(String path) throws HttpRefusal {
        if (!path.startsWith(prefix)) {
            throw HttpRefusal.notFound("There is nothing at this path");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(prefix.length()).split("/", -1)) {
            segments.add(decoded(segment));
        }
        return segments;
    }

    private static String decoded(String segment) throws HttpRefusal {
        try {
            String name = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!name.contains("/")) {
                return name;
            }
        } catch (IllegalArgumentException malformed) {
            throw HttpRefusal.badRequest("The path has an escape that is none");
        }
        throw HttpRefusal.badRequest("No name in a path has a slash in it");
    }

    private static ChannelName channel(String text) throws HttpRefusal {
        ChannelName name = ChannelName.of(text);
        if (name.kind() == ChannelKind.USER || name.complaint().isPresent()) {
            throw HttpRefusal.badRequest("This is no name of a channel");
        }
        return name;
    }

    private static RunningApp reading(RunningApp app) throws HttpRefusal {
        if (!app.reads().tryTake(1)) {
            throw HttpRefusal.tooMany(app.reads().perSecond(), "questions");
        }
        return app;
    }

    private static void require(String method, HttpCall call) throws HttpRefusal {
        if (!call.method().equals(method)) {
            throw HttpRefusal.methodNotAllowed(method);
        }
    }
}
