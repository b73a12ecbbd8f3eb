package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server without a network, and ways to knock at it. */
final class Clients {

    static final String ID = "the-app";
    static final String KEY = "the-key";
    static final String SECRET = "the-secret";

    final FakeTime time = new FakeTime();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final PusherServer server;
    final Channels channels;

    private Clients(PusherSettings settings, List<App> apps, Feeds feeds) {
        this.server = new PusherServer(
                settings,
                apps,
                (host, origin, allowed) -> !"http://evil.example".equals(origin) || allowed.contains(origin),
                new Door(),
                feeds,
                meters,
                time);
        this.channels = server.channels(ID);
    }

    static Clients ofDefaults() {
        return of(app());
    }

    static Clients of(App... apps) {
        return new Clients(settings(100, 5, 10_000), List.of(apps), Feeds.none());
    }

    static Clients withFeeds(Map<String, Feed> feeds) {
        return new Clients(
                settings(100, 5, 10_000), List.of(app()), (app, channel) -> Optional.ofNullable(feeds.get(channel)));
    }

    static Clients withRoomFor(int messages, App... apps) {
        return new Clients(settings(1_000, messages, Integer.MAX_VALUE), List.of(apps), Feeds.none());
    }

    static Clients crowd(int connections, int messages, App... apps) {
        PusherSettings roomy = settings(connections, messages, Integer.MAX_VALUE, Long.MAX_VALUE);
        return new Clients(roomy, List.of(apps), Feeds.none());
    }

    static Clients withSettings(PusherSettings settings) {
        return new Clients(settings, List.of(app()), Feeds.none());
    }

    /** An app with client events, and small limits, so that tests reach them. */
    static App app() {
        return app(Set.of(AppOption.CLIENT_EVENTS), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 3));
    }

    static App app(Set<AppOption> options, Map<AppLimit, Integer> limits) {
        return new App(ID, KEY, Secret.of(SECRET), List.of(), options, limits);
    }

    /** Small numbers, so that tests reach them. */
    static PusherSettings settings(int maxConnections, int maxQueuedMessages, int maxQueuedBytes) {
        return settings(maxConnections, maxQueuedMessages, maxQueuedBytes, 1_000_000);
    }

    private static PusherSettings settings(
            int maxConnections, int maxQueuedMessages, int maxQueuedBytes, long sharedQueueBytes) {
        return new PusherSettings(
                "",
                maxConnections,
                64 * 1024,
                64 * 1024,
                60,
                120,
                maxQueuedMessages,
                maxQueuedBytes,
                1_000,
                sharedQueueBytes,
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    static Knock knock(String path, String... parameters) {
        return knockFrom(null, path, parameters);
    }

    static Knock knockFrom(@Nullable String origin, String path, String... parameters) {
        Map<String, List<String>> byName = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            byName.put(parameters[i], List.of(parameters[i + 1]));
        }
        return new Knock(path, byName, "localhost", origin, "127.0.0.1", false);
    }

    static Knock welcome() {
        return knock("/app/" + KEY, "protocol", "7", "client", "js", "version", "8.6.0");
    }

    Connection connect(Wire wire) {
        return server.admit(welcome(), wire).orElseThrow();
    }

    /** What the app's back end would use. */
    BackEnd backEnd() {
        return new BackEnd(server.http(), ID, KEY, Secret.of(SECRET));
    }

    /** How many channels the app has, with or without somebody who listens. */
    int channelCount() {
        return (int) meters.get("atomicflow.pusher.channels").tag("app", ID).gauge().value();
    }

    /** How many were refused or sent away for this reason. */
    long closed(CloseReason reason) {
        Counter closed = meters.find("atomicflow.pusher.closed")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter();
        return closed == null ? 0 : (long) closed.count();
    }

    static String subscribe(String channel) {
        return "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }

    /** Signed as the app's back end would. */
    static String subscribe(Connection client, String channel, @Nullable String channelData) {
        String auth = Signatures.ofSubscription(app(), client.id(), channel, channelData);
        return subscribe(channel, auth, channelData);
    }

    static String subscribe(String channel, String auth, @Nullable String channelData) {
        String data = channelData == null
                ? ""
                : ",\"channel_data\":\"" + channelData.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\",\"auth\":\"" + auth + "\""
                + data
                + "}}";
    }

    static String signIn(Connection client, String userData) {
        String auth = KEY + ":" + Secret.of(SECRET).sign(client.id() + "::user::" + userData);
        return "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth + "\",\"user_data\":\""
                + userData.replace("\"", "\\\"") + "\"}}";
    }

    static String unsubscribe(String channel) {
        return "{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }

    private static final class Door implements Doorman {

        @Override
        public String address(SocketAddress peer, List<String> forwardedFor) {
            return peer.toString();
        }

        @Override
        public boolean isSecure(SocketAddress peer, boolean overTls, List<String> forwardedProto) {
            return overTls;
        }

        @Override
        public boolean mayKnock(String address) {
            return !address.equals("10.0.0.1");
        }
    }
}
