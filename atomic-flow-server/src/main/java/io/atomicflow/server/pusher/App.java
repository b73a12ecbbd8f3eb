package io.atomicflow.server.pusher;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may use the server: clients name its key, its back end signs with its secret.
 *
 * @param id what the paths of the HTTP API name it by
 * @param allowedOrigins origins whose pages may connect, beside those that the server allows by itself; like {@code
 *     https://example.org}, or {@code *} for all
 * @param limits what differs from {@link AppLimit#standard()}
 */
public record App(
        String id,
        String key,
        Secret secret,
        List<String> allowedOrigins,
        Set<AppOption> options,
        Map<AppLimit, Integer> limits) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks all that it is given.
     *
     * @throws IllegalArgumentException if an id, a key or a limit is out of bounds; says which, and what is allowed
     */
    public App {
        requireName("id", id);
        requireName("key", key);
        allowedOrigins = List.copyOf(allowedOrigins);
        options = Set.copyOf(options);
        limits = Map.copyOf(limits);
        limits.forEach(App::requireInBounds);
    }

    /** What {@code limit} is for this app. */
    public int limit(AppLimit limit) {
        return limits.getOrDefault(limit, limit.standard());
    }

    /** Whether {@code option} is on. */
    public boolean has(AppOption option) {
        return options.contains(option);
    }

    /** The same app, with this option off. */
    public App without(AppOption option) {
        Set<AppOption> others = EnumSet.noneOf(AppOption.class);
        others.addAll(options);
        others.remove(option);
        return new App(id, key, secret, allowedOrigins, others, limits);
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an app's " + what + " must be 1 to 64 of A-Z a-z 0-9 _ -, was '" + Untrusted.printable(name)
                            + "'");
        }
    }

    private static void requireInBounds(AppLimit limit, int value) {
        if (value < limit.min() || value > limit.max()) {
            throw new IllegalArgumentException(
                    limit.key() + " must be " + limit.min() + " to " + limit.max() + ", was " + value);
        }
    }
}
