package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: what it says is acted on here, what it is told goes through its {@link Outbox}.
 *
 * <p>It is open, then leaving (told to go, hears nothing more), then gone. Each step happens once. Subscribing and
 * leaving exclude each other by {@code lock}, so that a subscription that comes too late leaves nothing behind.
 *
 * <p><b>Thread-safety:</b> what comes in comes from one thread at a time; all else may be called by any thread.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String id;
    private final String address;
    private final Wire wire;
    private final Hub hub;
    private final PusherSettings settings;
    private final LongSupplier nanoTime;
    private final Outbox outbox;
    private final long since;
    private final TokenBucket messages;
    private final TokenBucket patience;

    private final Object lock = new Object();
    private final Set<String> channels = new HashSet<>();
    private boolean leaving;

    private volatile long lastSeen;
    private volatile boolean pinged;
    private volatile long pingedAt;

    Connection(String id, String address, Wire wire, Hub hub) {
        this.id = id;
        this.address = address;
        this.wire = wire;
        this.hub = hub;
        this.settings = hub.settings();
        this.nanoTime = hub.nanoTime();
        this.outbox = new Outbox(wire, settings, nanoTime, this::lost);
        long now = nanoTime.getAsLong();
        this.since = now;
        this.lastSeen = now;
        this.messages = new TokenBucket(settings.messagesPerSecond(), settings.messageBurst(), now);
        this.patience = new TokenBucket(1, settings.messageBurst(), now);
    }

    String id() {
        return id;
    }

    void greet() {
        tell(ServerMessage.connectionEstablished(id, settings.activityTimeout().toSeconds()));
    }

    /** The client said something, which may be anything. */
    void heard(String text) {
        if (!seen()) {
            return;
        }
        switch (hub.reader().read(text)) {
            case ClientMessage.Ping() -> tell(ServerMessage.pong());
            case ClientMessage.Subscribe(String channel) -> subscribe(channel);
            case ClientMessage.Unsubscribe(String channel) -> unsubscribe(channel);
            case ClientMessage.Ignored(String event) ->
                LOG.debug("client {} says {}: ignored", id, Untrusted.printable(event));
            case ClientMessage.Malformed(String complaint) -> tell(ServerMessage.error(null, complaint));
        }
    }

    /** The client sent something, which shows that it lives. False if it sends too much: then it is not answered. */
    boolean seen() {
        long now = nanoTime.getAsLong();
        lastSeen = now;
        pinged = false;
        if (messages.tryTake(now)) {
            return true;
        }
        if (patience.tryTake(now)) {
            tell(ServerMessage.error(
                    CloseReason.TOO_MANY_MESSAGES.code(),
                    "More than " + settings.messagesPerSecond() + " messages a second"));
        } else {
            close(CloseReason.TOO_MANY_MESSAGES);
        }
        return false;
    }

    void heardBinary() {
        close(CloseReason.TEXT_ONLY);
    }

    private void subscribe(String channel) {
        Optional<SubscriptionError> refusal = ChannelName.refusal(channel).or(() -> claim(channel));
        if (refusal.isPresent()) {
            tell(ServerMessage.subscriptionError(channel, refusal.get()));
            return;
        }
        EncodedEvent success = EncodedEvent.raw(ServerMessage.subscriptionSucceeded(channel));
        if (!outbox.offerBefore(success, () -> listen(channel))) {
            close(CloseReason.TOO_SLOW);
            return;
        }
        hub.feed(channel).ifPresent(feed -> outbox.read(channel, feed.open()));
    }

    private void listen(String channel) {
        synchronized (lock) {
            if (!leaving) {
                hub.subscribers().add(channel, this);
            }
        }
    }

    private Optional<SubscriptionError> claim(String channel) {
        synchronized (lock) {
            if (channels.size() >= settings.maxChannels() && !channels.contains(channel)) {
                return Optional.of(SubscriptionError.tooManyChannels(settings.maxChannels()));
            }
            channels.add(channel);
            return Optional.empty();
        }
    }

    private void unsubscribe(String channel) {
        outbox.stopReading(channel);
        synchronized (lock) {
            if (channels.remove(channel)) {
                hub.subscribers().remove(channel, this);
            }
        }
    }

    private void tell(String text) {
        deliver(EncodedEvent.raw(text));
    }

    void deliver(EncodedEvent event) {
        if (!outbox.offer(event)) {
            close(CloseReason.TOO_SLOW);
        }
    }

    void wake() {
        outbox.wake();
    }

    /** Looks whether the client is silent or stuck; called now and then. */
    void check() {
        if (outbox.sendingForNanos() > settings.sendTimeout().toNanos()) {
            close(CloseReason.STUCK);
            return;
        }
        long now = nanoTime.getAsLong();
        if (pinged && now - pingedAt > settings.pongTimeout().toNanos()) {
            close(CloseReason.PONG_NOT_RECEIVED);
        } else if (!pinged && now - lastSeen > settings.activityTimeout().toNanos()) {
            pingedAt = now;
            pinged = true;
            wire.ping();
        }
    }

    /** Ends it from our side. False if it was ending already. */
    boolean close(CloseReason reason) {
        boolean first = leave();
        if (first) {
            LOG.info("client {} from {} is sent away with {}: {}", id, address, reason.code(), reason.message());
            hub.sendAway(wire, reason);
        }
        return first;
    }

    boolean isOpen() {
        synchronized (lock) {
            return !leaving;
        }
    }

    /** The socket is no more. */
    void ended() {
        leave();
        hub.gone(this, wire);
    }

    private void lost(Throwable failure) {
        LOG.debug("client {} is lost: {}", id, failure.toString());
        wire.disconnect();
        ended();
    }

    private boolean leave() {
        synchronized (lock) {
            if (leaving) {
                return false;
            }
            leaving = true;
            channels.forEach(channel -> hub.subscribers().remove(channel, this));
        }
        outbox.shut();
        return true;
    }

    ConnectionInfo info() {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            return new ConnectionInfo(
                    id, address, Duration.ofNanos(now - since), Duration.ofNanos(now - lastSeen), Set.copyOf(channels));
        }
    }
}
