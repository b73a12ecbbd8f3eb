package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Channel.Joining;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An app while it is served: its connections, its channels, its users who are signed in.
 *
 * <p><b>Thread-safety:</b> any thread may call.
 */
final class RunningApp {

    private final App app;
    private final Hub hub;
    private final ConnectionRegistry registry;
    private final Users users = new Users();
    private final ConcurrentMap<String, Channel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger channelCount = new AtomicInteger();
    private final Quota publishes;
    private final Quota reads;

    RunningApp(App app, Hub hub) {
        this.app = app;
        this.hub = hub;
        this.registry = new ConnectionRegistry(app.limit(AppLimit.CONNECTIONS));
        this.publishes = new Quota(app.limit(AppLimit.PUBLISHES_PER_SECOND), hub.nanoTime());
        this.reads = new Quota(app.limit(AppLimit.READS_PER_SECOND), hub.nanoTime());
    }

    App app() {
        return app;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    Users users() {
        return users;
    }

    Quota publishes() {
        return publishes;
    }

    Quota reads() {
        return reads;
    }

    /** What became of an attempt to subscribe. */
    enum Subscribing {
        SUBSCRIBED,
        CHANNEL_FULL,
        TOO_MANY_CHANNELS
    }

    /** Subscribes a connection; on a presence channel as {@code member}. */
    Subscribing subscribe(Connection connection, ChannelName name, @Nullable Member member) {
        while (true) {
            Optional<Channel> channel = open(name);
            if (channel.isEmpty()) {
                return Subscribing.TOO_MANY_CHANNELS;
            }
            Joining joining = channel.get().join(connection, member, now());
            switch (joining) {
                case JOINED -> {
                    return Subscribing.SUBSCRIBED;
                }
                case FULL -> {
                    return Subscribing.CHANNEL_FULL;
                }
                case VACATED -> forget(channel.get());
            }
        }
    }

    void unsubscribe(Connection connection, String name) {
        Channel channel = channels.get(name);
        if (channel != null && channel.leave(connection, now())) {
            forget(channel);
        }
    }

    /** Tells an event to all who listen; {@code but} is not told, as it said so itself. */
    void publish(ChannelName name, String event, String data, @Nullable Connection but) {
        hub.meters().published();
        long now = now();
        if (name.kind() == ChannelKind.USER) {
            EncodedEvent encoded = EncodedEvent.timed(ServerMessage.event(name.text(), event, data), now);
            users.of(name.userId()).stream().filter(signedIn -> signedIn != but).forEach(user -> user.deliver(encoded));
            return;
        }
        Optional<Channel> channel = name.isCache() ? open(name) : find(name.text());
        if (channel.isEmpty()) {
            return;
        }
        EncodedEvent encoded = EncodedEvent.timed(ServerMessage.event(name.text(), event, data), now);
        while (channel.isPresent() && !channel.get().publish(encoded, data, but, now)) {
            forget(channel.get());
            channel = name.isCache() ? open(name) : find(name.text());
        }
    }

    /** The channel, if it exists. */
    Optional<Channel> find(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /** The channels that somebody listens to. */
    List<Channel> occupied() {
        return channels.values().stream().filter(Channel::isOccupied).toList();
    }

    Collection<Channel> all() {
        return channels.values();
    }

    int channelCount() {
        return channelCount.get();
    }

    /** Tells what is owed, and forgets what nobody needs; to be called about once a second. */
    void check() {
        long now = now();
        registry.all().forEach(Connection::check);
        channels.values().stream().filter(channel -> channel.check(now)).forEach(this::forget);
    }

    private Optional<Channel> open(ChannelName name) {
        Channel known = channels.get(name.text());
        return Optional.ofNullable(
                known != null ? known : channels.computeIfAbsent(name.text(), absent -> roomFor(name)));
    }

    private @Nullable Channel roomFor(ChannelName name) {
        int most = app.limit(AppLimit.CHANNELS);
        return channelCount.getAndUpdate(count -> Math.min(most, count + 1)) < most
                ? new Channel(name, app, hub.lanes())
                : null;
    }

    private void forget(Channel channel) {
        if (channels.remove(channel.name().text(), channel)) {
            channelCount.decrementAndGet();
        }
    }

    long now() {
        return hub.nanoTime().getAsLong();
    }
}
