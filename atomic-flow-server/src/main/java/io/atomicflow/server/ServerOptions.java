package io.atomicflow.server;

import ch.qos.logback.classic.Level;
import io.atomicflow.server.ServerConfig.SemaphoreKind;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Option;

/** The options of the command line, filled in by picocli. */
@NullUnmarked
final class ServerOptions {

    private static final String DEMO = "atomic-flow";

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "Where to listen. Anything but loopback opens the server to others, without a login."
            + " Default: ${DEFAULT-VALUE}")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9501", description = "The port to listen on; 0 takes any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "10", description = "How many workers run tasks. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--capacity", paramLabel = "N", defaultValue = "10000", description = "How many tasks the queue holds. Default: ${DEFAULT-VALUE}")
    private int capacity;

    @Option(names = "--semaphore", paramLabel = "KIND", defaultValue = "channel", description = "What enforces the limits: channel or atomic. Default: ${DEFAULT-VALUE}")
    private SemaphoreKind semaphore;

    @Option(names = "--app-key", paramLabel = "KEY", description = "The key that Pusher clients connect with. Default: atomic-flow")
    private String appKey;

    @Option(names = "--app-id", paramLabel = "ID", description = "The id of the app, in the paths of the HTTP API. Default: atomic-flow")
    private String appId;

    @Option(names = "--app-secret", paramLabel = "SECRET", description = "The secret that the app's back end signs with. Better given as ATOMICFLOW_APP_SECRET, which no list of processes shows."
            + " Default: one that nobody knows")
    private String appSecret;

    @Option(names = "--client-events", arity = "0..1", fallbackValue = "true", paramLabel = "true|false", description = "Lets clients send events to each other. Default: false")
    private Boolean clientEvents;

    @Option(names = "--private", arity = "0..1", fallbackValue = "true", defaultValue = "false", paramLabel = "true|false", description = "Tells the flow on private channels only, for which a signature is needed. Default: ${DEFAULT-VALUE}")
    private boolean privateChannels;

    @Option(names = "--read-only", arity = "0..1", fallbackValue = "true", defaultValue = "false", paramLabel = "true|false", description = "Lets nobody change anything from outside: no tasks, no limits, no publishing. Default: ${DEFAULT-VALUE}")
    private boolean readOnly;

    @Option(names = "--path-prefix", paramLabel = "PATH", defaultValue = "", description = "What comes before /app/ and /apps/ in paths, such as /pusher. Default: nothing")
    private String pathPrefix;

    @Option(names = "--max-connections", paramLabel = "N", defaultValue = "10000", description = "How many WebSockets may be open at once. Default: ${DEFAULT-VALUE}")
    private int maxConnections;

    @Option(names = "--allowed-origins", paramLabel = "ORIGIN", split = ",", defaultValue = "", description = "Other origins whose pages may use this server, separated by commas. Default: none")
    private List<String> allowedOrigins;

    @Option(names = "--trusted-proxies", paramLabel = "ADDRESS", split = ",", defaultValue = "", description = "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or CIDR blocks, separated by commas."
            + " Default: none")
    private List<String> trustedProxies;

    @Option(names = "--drain-seconds", paramLabel = "S", defaultValue = "10", description = "How long tasks may go on when the server stops. Default: ${DEFAULT-VALUE}")
    private long drainSeconds;

    @Option(names = "--log-level", paramLabel = "LEVEL", defaultValue = "info", description = "error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}")
    private LogLevel logLevel;

    ServerConfig toConfig(List<App> appsOfFile) {
        return new ServerConfig(
                host,
                port,
                workers,
                capacity,
                semaphore,
                apps(appsOfFile),
                pathPrefix,
                maxConnections,
                given(allowedOrigins),
                given(trustedProxies),
                Duration.ofSeconds(drainSeconds),
                privateChannels ? LiveChannels.PRIVATE : LiveChannels.PUBLIC,
                readOnly);
    }

    private List<App> apps(List<App> ofFile) {
        AppChanges changes = new AppChanges(appId, appKey, appSecret, clientEvents);
        return changes.to(ofFile.isEmpty() ? List.of(demoApp()) : ofFile);
    }

    private App demoApp() {
        int connections = Math.clamp(maxConnections, AppLimit.CONNECTIONS.min(), AppLimit.CONNECTIONS.max());
        return new App(
                DEMO, DEMO, Secret.random(), List.of(), Set.of(), Map.of(AppLimit.CONNECTIONS, connections));
    }

    /** Whether nobody said what the secret of the demo app is. */
    boolean hasNoSecret() {
        return appSecret == null;
    }

    private static List<String> given(List<String> values) {
        return values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    Level logLevel() {
        return Level.toLevel(logLevel.name());
    }

    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
