package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server without a network, and ways to knock at it. */
final class Clients {

    static final String KEY = "the-key";

    final FakeTime time = new FakeTime();
    final PusherServer server;

    Clients(PusherSettings settings, Map<String, Feed> feeds) {
        this.server = new PusherServer(settings, (host, origin) -> !"http://evil.example".equals(origin), feeds, time);
    }

    static Clients ofDefaults() {
        return new Clients(settings(10), Map.of());
    }

    /** Small numbers, so that tests reach them. */
    static PusherSettings settings(int maxConnections) {
        return settings(maxConnections, 5, 10_000);
    }

    static PusherSettings settingsWithRoomFor(int messages) {
        return settings(10, messages, Integer.MAX_VALUE);
    }

    private static PusherSettings settings(int maxConnections, int maxQueuedMessages, int maxQueuedCharacters) {
        return new PusherSettings(
                KEY,
                maxConnections,
                3,
                64 * 1024,
                60,
                120,
                maxQueuedMessages,
                maxQueuedCharacters,
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    static Knock knock(String path, String... parameters) {
        Map<String, List<String>> byName = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            byName.put(parameters[i], List.of(parameters[i + 1]));
        }
        return new Knock(path, byName, "localhost", null, "127.0.0.1");
    }

    static Knock welcome() {
        return knock("/app/" + KEY, "protocol", "7", "client", "js", "version", "8.6.0");
    }

    Connection connect(FakeWire wire) {
        return server.admit(welcome(), wire).orElseThrow();
    }

    static String subscribe(String channel) {
        return "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }

    static String unsubscribe(String channel) {
        return "{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }
}
