package io.atomicflow.server;

import ch.qos.logback.classic.Level;
import io.atomicflow.server.ServerConfig.SemaphoreKind;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.AppOption;
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

    @Option(names = "--app-key", paramLabel = "KEY", defaultValue = "atomic-flow", description = "The key that Pusher clients connect with. Default: ${DEFAULT-VALUE}")
    private String appKey;

    @Option(names = "--app-id", paramLabel = "ID", defaultValue = "atomic-flow", description = "The id of the app, in the paths of the HTTP API. Default: ${DEFAULT-VALUE}")
    private String appId;

    @Option(names = "--app-secret", paramLabel = "SECRET", description = "The secret that the app's back end signs with. Better given as ATOMICFLOW_APP_SECRET, which no list of processes shows."
            + " Default: one that nobody knows")
    private String appSecret;

    @Option(names = "--client-events", description = "Lets clients send events to each other.")
    private boolean clientEvents;

    @Option(names = "--private", description = "Tells the flow on private channels only, for which a signature is needed.")
    private boolean privateChannels;

    @Option(names = "--path-prefix", paramLabel = "PATH", defaultValue = "", description = "What comes before /app/ and /apps/ in paths, such as /pusher. Default: nothing")
    private String pathPrefix;

    @Option(names = "--max-connections", paramLabel = "N", defaultValue = "10000", description = "How many WebSockets may be open at once. Default: ${DEFAULT-VALUE}")
    private int maxConnections;

    @Option(names = "--allowed-origins", paramLabel = "ORIGIN", split = ",", defaultValue = "", description = "Other origins whose pages may use this server, separated by commas. Default: none")
    private List<String> allowedOrigins;

    @Option(names = "--drain-seconds", paramLabel = "S", defaultValue = "10", description = "How long tasks may go on when the server stops. Default: ${DEFAULT-VALUE}")
    private long drainSeconds;

    @Option(names = "--log-level", paramLabel = "LEVEL", defaultValue = "info", description = "error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}")
    private LogLevel logLevel;

    ServerConfig toConfig() {
        return new ServerConfig(
                host,
                port,
                workers,
                capacity,
                semaphore,
                List.of(app()),
                pathPrefix,
                maxConnections,
                allowedOrigins.stream().filter(origin -> !origin.isBlank()).toList(),
                Duration.ofSeconds(drainSeconds),
                privateChannels ? LiveChannels.PRIVATE : LiveChannels.PUBLIC);
    }

    private App app() {
        return new App(
                appId,
                appKey,
                appSecret == null ? Secret.random() : Secret.of(appSecret),
                List.of(),
                clientEvents ? Set.of(AppOption.CLIENT_EVENTS) : Set.of(),
                Map.of(AppLimit.CONNECTIONS, Math.max(1, maxConnections)));
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
