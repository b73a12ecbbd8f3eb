package io.atomicflow.server;

import io.atomicflow.server.ServerConfig.SemaphoreKind;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.AppOption;
import io.atomicflow.server.pusher.Secret;
import io.atomicflow.server.door.DoorLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real server on a port of its own, and a client. */
final class TestServer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(2);

    static final String SECRET = "the-secret-of-the-tests";

    static App app(int maxConnections) {
        return new App(
                "atomic-flow",
                "atomic-flow",
                Secret.of(SECRET),
                List.of(),
                Set.of(AppOption.CLIENT_EVENTS),
                Map.of(AppLimit.CONNECTIONS, maxConnections));
    }

    static final Duration DEADLINE = Duration.ofSeconds(20);

    final AtomicFlowServer server;
    final HttpClient http = HttpClient.newHttpClient();

    private TestServer(ServerConfig config) {
        this(config, DoorLimits.standard());
    }

    private TestServer(ServerConfig config, DoorLimits limits) {
        this.server = AtomicFlowServer.start(config, limits);
    }

    static TestServer withCapacity(int capacity) {
        return new TestServer(config(capacity, 100, LiveChannels.PUBLIC));
    }

    static TestServer withConnections(int maxConnections) {
        return new TestServer(config(10_000, maxConnections, LiveChannels.PUBLIC));
    }

    static TestServer withDoor(DoorLimits limits) {
        return new TestServer(config(10_000, 100, LiveChannels.PUBLIC), limits);
    }

    static TestServer withPrivateChannels() {
        return new TestServer(config(10_000, 100, LiveChannels.PRIVATE));
    }

    static TestServer readOnly() {
        return new TestServer(config(100, 100, LiveChannels.PUBLIC, true));
    }

    private static ServerConfig config(int capacity, int maxConnections, LiveChannels channels) {
        return config(capacity, maxConnections, channels, false);
    }

    private static ServerConfig config(
            int capacity, int maxConnections, LiveChannels channels, boolean readOnly) {
        return new ServerConfig(
                "127.0.0.1",
                0,
                10,
                capacity,
                SemaphoreKind.CHANNEL,
                List.of(app(maxConnections)),
                "",
                maxConnections,
                List.of("https://friend.example"),
                List.of("127.0.0.2"),
                Duration.ofSeconds(1),
                channels,
                readOnly);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(DEADLINE);
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postTasks(String json) throws Exception {
        return post("/api/tasks", json);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send("POST", path, json);
    }

    HttpResponse<String> patch(String path, String json) throws Exception {
        return send("PATCH", path, json);
    }

    /** Only the status; whatever goes wrong fails the test. */
    int postQuietly(String path, String json) {
        try {
            return post(path, json).statusCode();
        } catch (Exception broken) {
            throw new AssertionError(path, broken);
        }
    }

    private HttpResponse<String> send(String method, String path, String json) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    URI socket(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + server.port() + pathAndQuery);
    }

    TestSocket connect() {
        return connect("/app/atomic-flow?protocol=7&client=js&version=8.6.0");
    }

    TestSocket connect(String pathAndQuery) {
        return TestSocket.open(http, socket(pathAndQuery));
    }

    /** Looks again and again, up to a deadline. */
    static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
