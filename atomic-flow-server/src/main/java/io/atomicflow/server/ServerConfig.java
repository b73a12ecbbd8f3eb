package io.atomicflow.server;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.server.config.OriginText;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppOption;
import io.atomicflow.server.door.ClientAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the server is to run. One that was made is valid: the constructor throws, and says what is allowed.
 *
 * @param apps who may use the Pusher endpoint; the clients of the first one see the flow
 * @param channels what the channels are called on which they see it
 * @param readOnly whether nothing can be changed from outside; then no app lets its clients send events
 */
record ServerConfig(
        String host,
        int port,
        int workers,
        int capacity,
        SemaphoreKind semaphore,
        List<App> apps,
        String pathPrefix,
        int maxConnections,
        List<String> allowedOrigins,
        List<String> trustedProxies,
        Duration drain,
        LiveChannels channels,
        boolean readOnly) {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_WORKERS = 10_000;
    private static final int MAX_CAPACITY = 10_000_000;
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final Duration MAX_DRAIN = Duration.ofHours(1);
    private static final Pattern PATH_PREFIX = Pattern.compile("|(/[A-Za-z0-9_-]{1,64}){1,8}");

    ServerConfig {
        requireHost(host);
        requireRange("--port", port, 0, MAX_PORT);
        requireRange("--workers", workers, 1, MAX_WORKERS);
        requireRange("--capacity", capacity, 1, MAX_CAPACITY);
        requireRange("--max-connections", maxConnections, 1, MAX_CONNECTIONS);
        requireRange("--drain-seconds", drain.toSeconds(), 0, MAX_DRAIN.toSeconds());
        if (!PATH_PREFIX.matcher(pathPrefix).matches()) {
            throw refused("--path-prefix", "empty or like /pusher", pathPrefix);
        }
        apps = readOnly ? apps.stream().map(app -> app.without(AppOption.CLIENT_EVENTS)).toList() : List.copyOf(apps);
        requireDistinct("id", apps, App::id);
        requireDistinct("key", apps, App::key);
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedOrigins.forEach(ServerConfig::requireOrigin);
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(ServerConfig::requireProxy);
    }

    /** The app whose clients see the flow. */
    App demoApp() {
        return apps.getFirst();
    }

    /** Whether only this machine can reach the server. */
    boolean isLoopback() {
        return address(host).isLoopbackAddress();
    }

    private static void requireHost(String host) {
        if (host.isBlank()) {
            throw refused("--host", "a name or an address of this machine", host);
        }
        address(host);
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw refused("--host", "a name or an address of this machine", host);
        }
    }

    private static void requireRange(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw refused(option, min + " to " + max, Long.toString(value));
        }
    }

    private static void requireOrigin(String origin) {
        if (!OriginText.isOrigin(origin)) {
            throw refused("--allowed-origins", OriginText.ALLOWED, origin);
        }
    }

    private static void requireDistinct(String what, List<App> apps, Function<App, String> name) {
        Set<String> names = new HashSet<>();
        for (App app : apps) {
            if (!names.add(name.apply(app))) {
                throw new IllegalArgumentException(
                        "no two apps may have the same " + what + ", two have '" + name.apply(app) + "'");
            }
        }
    }

    private static void requireProxy(String proxy) {
        if (!ClientAddress.isProxy(proxy)) {
            throw refused("--trusted-proxies", "addresses or blocks like 10.0.0.0/8 or 2001:db8::/32, no names", proxy);
        }
    }

    private static IllegalArgumentException refused(String option, String allowed, String value) {
        return new OptionMistake(option, "must be " + allowed + ", was '" + value + "'");
    }

    /** Which semaphore enforces the limits. */
    enum SemaphoreKind {
        CHANNEL,
        ATOMIC;

        Semaphores semaphores() {
            return switch (this) {
                case CHANNEL -> Semaphores.channel();
                case ATOMIC -> Semaphores.atomic();
            };
        }
    }
}
