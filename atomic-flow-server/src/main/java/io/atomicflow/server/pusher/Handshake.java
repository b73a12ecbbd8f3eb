package io.atomicflow.server.pusher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a client that knocks may come in. */
final class Handshake {

    private static final Set<String> PROTOCOLS = Set.of("5", "6", "7");
    private static final Pattern VERSION = Pattern
            .compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}([-+.][0-9A-Za-z.+-]{1,32})?");

    private final String path;
    private final Apps apps;
    private final OriginCheck origins;

    Handshake(String pathPrefix, Apps apps, OriginCheck origins) {
        this.path = pathPrefix + "/app/";
        this.apps = apps;
        this.origins = origins;
    }

    /** The app that the client asks for, if there is such a one. */
    Optional<RunningApp> app(Knock knock) {
        return knock.path().startsWith(path)
                ? apps.withKey(knock.path().substring(path.length()))
                : Optional.empty();
    }

    /** Why this client may not come in, if so. */
    Optional<CloseReason> refusal(Knock knock) {
        if (!knock.path().startsWith(path)) {
            return Optional.of(CloseReason.PATH_NOT_FOUND);
        }
        Optional<App> app = app(knock).map(RunningApp::app);
        if (app.isEmpty()) {
            return Optional.of(CloseReason.UNKNOWN_APP);
        }
        return refusal(knock, app.get());
    }

    private Optional<CloseReason> refusal(Knock knock, App app) {
        if (app.has(AppOption.DISABLED)) {
            return Optional.of(CloseReason.APP_DISABLED);
        }
        if (app.has(AppOption.TLS_ONLY) && !knock.isSecure()) {
            return Optional.of(CloseReason.TLS_ONLY);
        }
        String protocol = knock.parameter("protocol");
        if (protocol == null) {
            return Optional.of(CloseReason.NO_PROTOCOL);
        }
        if (!PROTOCOLS.contains(protocol)) {
            return Optional.of(CloseReason.UNSUPPORTED_PROTOCOL);
        }
        String version = knock.parameter("version");
        if (version != null && !VERSION.matcher(version).matches()) {
            return Optional.of(CloseReason.BAD_VERSION);
        }
        return origins.allows(knock.host(), knock.origin(), app.allowedOrigins())
                ? Optional.empty()
                : Optional.of(CloseReason.ORIGIN_REFUSED);
    }

    /**
     * What a client says of itself in its request to upgrade.
     *
     * @param address where it comes from
     * @param isSecure whether it came over TLS
     */
    record Knock(
            String path,
            Map<String, List<String>> parameters,
            @Nullable String host,
            @Nullable String origin,
            String address,
            boolean isSecure) {

        @Nullable
        String parameter(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.getFirst();
        }
    }
}
