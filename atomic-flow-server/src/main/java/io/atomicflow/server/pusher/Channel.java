package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One channel: who listens, who is present, and what was said last, if that is remembered.
 *
 * <p><b>Thread-safety:</b> any thread may call. Whatever changes here and all that is told of it is one step under
 * {@code lock}: so all hear the same in the same order, and a presence is counted and announced exactly once. Under the
 * lock messages are only queued; nothing is sent, and no connection is closed.
 *
 * <p>A channel that nobody needs any more is <i>vacated</i>, for good. Whoever meets such a one asks for a new one.
 */
final class Channel {

    private static final Connection[] NOBODY = {};
    private static final int ALWAYS_COUNTED = 100;
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);

    private final ChannelName name;
    private final App app;
    private final Waves waves;

    private final Object lock = new Object();
    private final Members members = new Members();
    private @Nullable Remembered last;
    private boolean vacated;
    private boolean countIsOwed;
    private long countedAt;

    /** Replaced as a whole, under the lock; read by anybody. */
    private volatile Connection[] subscribers = NOBODY;

    Channel(ChannelName name, App app, Waves.Sender sender) {
        this.name = name;
        this.app = app;
        this.waves = new Waves(sender, () -> subscribers);
    }

    /** What became of an attempt to join. */
    enum Joining {
        JOINED,
        FULL,
        VACATED
    }

    ChannelName name() {
        return name;
    }

    Connection[] subscribers() {
        return subscribers;
    }

    boolean isOccupied() {
        return subscribers.length > 0;
    }

    /**
     * Lets a connection listen, and has a message for all whom it concerns, which goes with the next {@link #wake}. One
     * that listens already is told so again, and nothing else happens.
     *
     * @param member who it is, on a presence channel
     */
    Joining join(Connection connection, @Nullable Member member, long now) {
        synchronized (lock) {
            if (vacated) {
                return Joining.VACATED;
            }
            boolean isNew = !isSubscribed(connection);
            if (isNew && member != null && isFullFor(member)) {
                return Joining.FULL;
            }
            boolean isFirst = isNew && member != null && members.join(connection, member);
            connection.enqueue(EncodedEvent.raw(success()));
            rememberedFor(connection, now);
            if (isFirst && member != null) {
                tell(EncodedEvent.raw(ServerMessage.memberAdded(name.text(), member)), connection);
            }
            if (isNew) {
                subscribers = with(connection);
                count(now);
            }
            return Joining.JOINED;
        }
    }

    private boolean isSubscribed(Connection connection) {
        return Arrays.asList(subscribers).contains(connection);
    }

    private boolean isFullFor(Member member) {
        return members.size() >= app.limit(AppLimit.MEMBERS) && !members.contains(member.id());
    }

    private String success() {
        return name.kind() == ChannelKind.PRESENCE
                ? ServerMessage.presenceSucceeded(name.text(), members.all())
                : ServerMessage.subscriptionSucceeded(name.text());
    }

    private void rememberedFor(Connection connection, long now) {
        if (name.isCache()) {
            Remembered remembered = remembered(now);
            connection.enqueue(
                    remembered == null ? EncodedEvent.raw(ServerMessage.cacheMiss(name.text())) : remembered.event());
        }
    }

    /**
     * Ends a subscription, if it is one.
     *
     * @return true if nobody needs the channel any more: it has to be forgotten
     */
    boolean leave(Connection connection, long now) {
        synchronized (lock) {
            if (!isSubscribed(connection)) {
                return false;
            }
            subscribers = without(connection);
            members.leave(connection)
                    .ifPresent(gone -> tell(EncodedEvent.raw(ServerMessage.memberRemoved(name.text(), gone)), null));
            count(now);
            vacateIfUnused(now);
            if (vacated) {
                return true;
            }
        }
        waves.raise();
        return false;
    }

    /**
     * Tells everybody an event, and remembers it if the channel does that.
     *
     * @param but a connection that is not told, as it said so itself
     * @return false if the channel was vacated: nothing happened
     */
    boolean publish(EncodedEvent event, String data, @Nullable Connection but, long now) {
        synchronized (lock) {
            if (vacated) {
                return false;
            }
            if (name.isCache()) {
                long life = Duration.ofSeconds(app.limit(AppLimit.CACHE_SECONDS)).toNanos();
                last = new Remembered(event, data, now + life);
            }
            tell(event, but);
        }
        waves.raise();
        return true;
    }

    /**
     * Tells all others what one of the subscribers says.
     *
     * @return false if it is not subscribed
     */
    boolean publishFrom(Connection speaker, String event, String data) {
        synchronized (lock) {
            if (!isSubscribed(speaker)) {
                return false;
            }
            Member member = members.of(speaker).orElse(null);
            String text = ServerMessage.clientEvent(name.text(), event, data, member);
            tell(EncodedEvent.timed(text, speaker.now()), speaker);
        }
        waves.raise();
        return true;
    }

    /** Has all subscribers send what waits for them, and ask their feeds; not to be called under any lock. */
    void wake() {
        waves.raise();
    }

    /**
     * Tells a count that is owed, and forgets what was remembered for long enough; to be called now and then.
     *
     * @return true if nobody needs the channel any more: it has to be forgotten
     */
    boolean check(long now) {
        boolean owed;
        synchronized (lock) {
            owed = countIsOwed;
            if (owed) {
                count(now);
            }
            vacateIfUnused(now);
            if (vacated) {
                return true;
            }
        }
        if (owed) {
            waves.raise();
        }
        return false;
    }

    /** What the channel remembers. */
    Optional<Remembered> cache(long now) {
        synchronized (lock) {
            return Optional.ofNullable(remembered(now));
        }
    }

    /** The users who are present, each once. */
    List<Member> users() {
        synchronized (lock) {
            return List.copyOf(members.all());
        }
    }

    int userCount() {
        synchronized (lock) {
            return members.size();
        }
    }

    private void vacateIfUnused(long now) {
        vacated = vacated || (subscribers.length == 0 && remembered(now) == null);
    }

    private @Nullable Remembered remembered(long now) {
        if (last != null && last.isOver(now)) {
            last = null;
        }
        return last;
    }

    /** Tells how many listen: at once while they are few, else now and then. */
    private void count(long now) {
        if (!app.has(AppOption.SUBSCRIPTION_COUNTS) || name.kind() == ChannelKind.PRESENCE) {
            return;
        }
        int many = subscribers.length;
        if (many > ALWAYS_COUNTED && now - countedAt < BETWEEN_COUNTS.toNanos()) {
            countIsOwed = true;
            return;
        }
        countIsOwed = false;
        countedAt = now;
        tell(EncodedEvent.raw(ServerMessage.subscriptionCount(name.text(), many)), null);
    }

    private void tell(EncodedEvent event, @Nullable Connection but) {
        for (Connection subscriber : subscribers) {
            if (subscriber != but) {
                subscriber.enqueue(event);
            }
        }
    }

    private Connection[] with(Connection connection) {
        Connection[] more = Arrays.copyOf(subscribers, subscribers.length + 1);
        more[subscribers.length] = connection;
        return more;
    }

    private Connection[] without(Connection connection) {
        return Arrays.stream(subscribers).filter(other -> other != connection).toArray(Connection[]::new);
    }
}
