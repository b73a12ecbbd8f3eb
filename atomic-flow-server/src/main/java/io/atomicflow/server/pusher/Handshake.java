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

    private final String appKey;
    private final OriginCheck origins;

    Handshake(String appKey, OriginCheck origins) {
        this.appKey = appKey;
        this.origins = origins;
    }

    /** Why this client may not come in, if so. */
    Optional<CloseReason> refusal(Knock knock) {
        if (!knock.path().startsWith("/app/")) {
            return Optional.of(CloseReason.PATH_NOT_FOUND);
        }
        if (!knock.path().equals("/app/" + appKey)) {
            return Optional.of(CloseReason.UNKNOWN_APP);
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
        return origins.allows(knock.host(), knock.origin())
                ? Optional.empty()
                : Optional.of(CloseReason.ORIGIN_REFUSED);
    }

    /** What a client says of itself in its request to upgrade. */
    record Knock(
            String path,
            Map<String, List<String>> parameters,
            @Nullable String host,
            @Nullable String origin,
            String address) {

        @Nullable
        String parameter(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.getFirst();
        }
    }
}
