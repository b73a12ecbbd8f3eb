package io.atomicflow.server.pusher;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What all connections share. */
final class Hub {

    private final PusherSettings settings;
    private final Map<String, Feed> feeds;
    private final LongSupplier nanoTime;
    private final MessageReader reader;
    private final ConnectionRegistry registry;
    private final Subscribers subscribers = new Subscribers();
    private final Departures departures;
    private final Map<CloseReason, LongAdder> sentAway = new EnumMap<>(CloseReason.class);

    Hub(PusherSettings settings, Map<String, Feed> feeds, LongSupplier nanoTime) {
        this.settings = settings;
        this.feeds = Map.copyOf(feeds);
        this.nanoTime = nanoTime;
        this.reader = new MessageReader(settings.maxMessageBytes());
        this.registry = new ConnectionRegistry(settings.maxConnections());
        this.departures = new Departures(settings.goodbyeTimeout(), nanoTime);
        for (CloseReason reason : CloseReason.values()) {
            sentAway.put(reason, new LongAdder());
        }
    }

    PusherSettings settings() {
        return settings;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    MessageReader reader() {
        return reader;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    Subscribers subscribers() {
        return subscribers;
    }

    Departures departures() {
        return departures;
    }

    Optional<Feed> feed(String channel) {
        return Optional.ofNullable(feeds.get(channel));
    }

    /** Refuses a client that never became a connection: it is told why, then goodbye. */
    void refuse(Wire wire, CloseReason reason) {
        count(reason);
        if (reason.isPushers()) {
            wire.send(ServerMessage.error(reason.code(), reason.message()), failure -> {});
        }
        departures.sendAway(wire, reason);
    }

    void sendAway(Wire wire, CloseReason reason) {
        count(reason);
        departures.sendAway(wire, reason);
    }

    void gone(Connection connection, Wire wire) {
        departures.gone(wire);
        registry.remove(connection);
    }

    /** How many clients were sent away for {@code reason} so far. */
    long sentAway(CloseReason reason) {
        return count(reason, 0);
    }

    private void count(CloseReason reason) {
        count(reason, 1);
    }

    private long count(CloseReason reason, int more) {
        LongAdder counter = sentAway.get(reason);
        if (counter == null) {
            return 0;
        }
        counter.add(more);
        return counter.sum();
    }
}
