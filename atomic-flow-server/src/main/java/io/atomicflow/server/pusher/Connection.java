package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: who it is, what it listens to, and whether it still lives. What it says is acted on by its {@link
 * Dialogue}; what it is told goes through its {@link Outbox}.
 *
 * <p>It is open, then leaving (told to go, hears nothing more), then gone. Each step happens once. Subscribing and
 * leaving exclude each other by {@code lock}, so that a subscription that comes too late leaves nothing behind.
 *
 * <p><b>Thread-safety:</b> any thread may call. Locks are taken in one order: a connection's, a channel's, an outbox's;
 * and none is held while anything is sent or another connection is closed.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String id;
    private final String address;
    private final Wire wire;
    private final RunningApp app;
    private final Hub hub;
    private final LongSupplier nanoTime;
    private final Outbox outbox;
    private final Dialogue dialogue;
    private final int lane;
    private final long since;

    private final Object lock = new Object();
    private final Set<String> channels = HashSet.newHashSet(2);
    private @Nullable Member user;
    private boolean leaving;

    private volatile boolean authorized;
    private volatile boolean overflowed;
    private volatile long lastSeen;
    private volatile boolean pinged;
    private volatile long pingedAt;

    Connection(String id, String address, Wire wire, RunningApp app, Hub hub) {
        this.id = id;
        this.address = address;
        this.wire = wire;
        this.app = app;
        this.hub = hub;
        this.nanoTime = hub.nanoTime();
        this.outbox = new Outbox(wire, hub, this::lost);
        this.lane = hub.nextLane();
        this.since = now();
        this.lastSeen = since;
        this.dialogue = new Dialogue(this, app, hub);
    }

    String id() {
        return id;
    }

    int lane() {
        return lane;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void greet() {
        tell(ServerMessage.connectionEstablished(id, hub.settings().activityTimeout().toSeconds()));
    }

    /** The client said something, which may be anything; from one thread at a time. */
    void heard(String text) {
        dialogue.heard(text);
    }

    /** The client sent a frame that is no text; from one thread at a time. False if it sends too much. */
    boolean heardFrame() {
        return dialogue.mayGoOn();
    }

    /** The client sent a piece of a longer text; from one thread at a time. */
    void heardPiece() {
        dialogue.heardPiece();
    }

    void heardBinary() {
        close(CloseReason.TEXT_ONLY);
    }

    /** Notes that the client lives. */
    void seen() {
        lastSeen = now();
        pinged = false;
    }

    /** Lets the client listen to a channel, if there is room for that. Empty if it does so now, or is leaving. */
    Optional<SubscriptionError> subscribe(ChannelName name, @Nullable Member member) {
        synchronized (lock) {
            if (leaving) {
                return Optional.empty();
            }
            Optional<SubscriptionError> refusal = channels.contains(name.text())
                    ? join(name, member)
                    : roomForOneMore().or(() -> join(name, member));
            if (refusal.isPresent()) {
                return refusal;
            }
            channels.add(name.text());
        }
        if (name.kind().needsSignature()) {
            authorized = true;
        }
        hub.feed(app, name.text()).ifPresent(feed -> outbox.read(name.text(), feed.open()));
        wake();
        app.find(name.text()).ifPresent(Channel::wake);
        return Optional.empty();
    }

    private Optional<SubscriptionError> roomForOneMore() {
        int most = app.app().limit(AppLimit.CHANNELS_PER_CONNECTION);
        return channels.size() < most ? Optional.empty() : Optional.of(SubscriptionError.tooManyChannels(most));
    }

    private Optional<SubscriptionError> join(ChannelName name, @Nullable Member member) {
        if (name.kind() == ChannelKind.USER) {
            enqueue(EncodedEvent.raw(ServerMessage.subscriptionSucceeded(name.text())));
            return Optional.empty();
        }
        return switch (app.subscribe(this, name, member)) {
            case SUBSCRIBED -> Optional.empty();
            case CHANNEL_FULL ->
                Optional.of(SubscriptionError.channelIsFull(app.app().limit(AppLimit.MEMBERS)));
            case TOO_MANY_CHANNELS ->
                Optional.of(SubscriptionError.appIsFull(app.app().limit(AppLimit.CHANNELS)));
        };
    }

    void unsubscribe(String channel) {
        outbox.stopReading(channel);
        synchronized (lock) {
            if (!channels.remove(channel)) {
                return;
            }
        }
        app.unsubscribe(this, channel);
        wake();
    }

    boolean isSubscribedTo(String channel) {
        synchronized (lock) {
            return channels.contains(channel);
        }
    }

    /** Makes the client known as a user; false if it is another one already. */
    boolean signIn(Member as) {
        synchronized (lock) {
            if (user != null && !user.id().equals(as.id())) {
                return false;
            }
            if (!leaving && user == null) {
                user = as;
                app.users().signedIn(as.id(), this);
            }
        }
        authorized = true;
        return true;
    }

    /** As whom the client is signed in, null if it is not. */
    @Nullable
    Member user() {
        synchronized (lock) {
            return user;
        }
    }

    /** Queues a message and sends it. */
    void deliver(EncodedEvent event) {
        enqueue(event);
        wake();
    }

    void tell(String text) {
        deliver(EncodedEvent.raw(text));
    }

    /** Queues a message, which goes with the next {@link #wake}; may be called under the lock of a channel. */
    void enqueue(EncodedEvent event) {
        if (!outbox.offer(event)) {
            overflowed = true;
        }
    }

    /** Sends what waits; or sends the client away, if something was lost because it reads too slowly. */
    void wake() {
        if (overflowed) {
            Endings.run(() -> close(CloseReason.TOO_SLOW));
        } else {
            outbox.wake();
        }
    }

    /** Looks whether the client is silent, stuck or unknown for too long; called now and then. */
    void check() {
        PusherSettings settings = hub.settings();
        long now = now();
        if (overflowed) {
            close(CloseReason.TOO_SLOW);
        } else if (outbox.sendingForNanos() > settings.sendTimeout().toNanos()) {
            close(CloseReason.STUCK);
        } else if (isUnknownForTooLong(now)) {
            close(CloseReason.NOT_AUTHORIZED_IN_TIME);
        } else if (pinged && now - pingedAt > settings.pongTimeout().toNanos()) {
            close(CloseReason.PONG_NOT_RECEIVED);
        } else if (!pinged && now - lastSeen > settings.activityTimeout().toNanos()) {
            pingedAt = now;
            pinged = true;
            wire.ping();
        }
    }

    private boolean isUnknownForTooLong(long now) {
        App asks = app.app();
        return asks.has(AppOption.AUTHORIZED_CONNECTIONS)
                && !authorized
                && now - since > Duration.ofSeconds(asks.limit(AppLimit.AUTHORIZATION_SECONDS)).toNanos();
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
        hub.gone(wire);
        if (app.registry().remove(this)) {
            hub.placeIsFree();
        }
    }

    private void lost(Throwable failure) {
        LOG.debug("client {} is lost: {}", id, failure.toString());
        if (!isOpen()) {
            // A parcel that came too late for the goodbye must not cut it short; Departures waits for the end.
            return;
        }
        wire.disconnect();
        Endings.run(this::ended);
    }

    private boolean leave() {
        Member known;
        List<String> left;
        synchronized (lock) {
            if (leaving) {
                return false;
            }
            leaving = true;
            known = user;
            left = List.copyOf(channels);
        }
        outbox.shut();
        left.forEach(channel -> app.unsubscribe(this, channel));
        if (known != null) {
            app.users().gone(known.id(), this);
        }
        return true;
    }
}
