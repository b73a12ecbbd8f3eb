package io.atomicflow.server.pusher;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client is still to be told. One message is on its way at a time; the next one goes when the socket says
 * that it took this one.
 *
 * <p>Messages that must all arrive wait in a queue, which is bounded in messages and characters. What a {@link Feed}
 * has to say waits nowhere: its reader is asked when the socket is free and the queue is empty.
 *
 * <p><b>Thread-safety:</b> any thread may call. <b>Memory ordering:</b> whoever makes {@code work} leave zero does
 * the sending until it is back at zero; all that this one writes is seen by the next one through {@code work}. The
 * others only raise {@code work} and leave, so nobody waits, and a socket that completes at once, within {@code
 * send}, makes the loop go round instead of the stack grow.
 */
final class Outbox {

    private final Wire wire;
    private final PusherSettings settings;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> onLost;

    private final AtomicInteger work = new AtomicInteger();

    /** Guards the queue, its length and the readers; never held while a socket or a feed is called. */
    private final Object lock = new Object();

    private final Queue<EncodedEvent> queue = new ArrayDeque<>();
    private final Map<String, FeedReader> readers = new LinkedHashMap<>();
    private int queuedCharacters;
    private boolean shut;

    private volatile boolean sending;
    private volatile long sendingSince;

    Outbox(Wire wire, PusherSettings settings, LongSupplier nanoTime, Consumer<Throwable> onLost) {
        this.wire = wire;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.onLost = onLost;
    }

    /** Queues a message. False if there is no room, because the client reads too slowly; then it is not queued. */
    boolean offer(EncodedEvent message) {
        return offerBefore(message, () -> {});
    }

    /**
     * Queues a message, then opens the way for others before it can leave: whoever was told it misses none of the
     * others, and gets none of them earlier.
     *
     * @param opening brief, and a stranger to this outbox
     */
    boolean offerBefore(EncodedEvent message, Runnable opening) {
        synchronized (lock) {
            if (shut) {
                return true;
            }
            if (queue.size() >= settings.maxQueuedMessages()
                    || queuedCharacters + message.weight() > settings.maxQueuedCharacters()) {
                return false;
            }
            queue.add(message);
            queuedCharacters += message.weight();
            opening.run();
        }
        wake();
        return true;
    }

    void read(String channel, FeedReader reader) {
        synchronized (lock) {
            if (shut) {
                return;
            }
            readers.put(channel, reader);
        }
        wake();
    }

    void stopReading(String channel) {
        synchronized (lock) {
            readers.remove(channel);
        }
    }

    /** Nothing is sent from here on but what is on its way. */
    void shut() {
        synchronized (lock) {
            shut = true;
            queue.clear();
            queuedCharacters = 0;
            readers.clear();
        }
    }

    /** How long the message that is on its way has been so; zero if none is. */
    long sendingForNanos() {
        long since = sendingSince;
        return sending ? Math.max(0, nanoTime.getAsLong() - since) : 0;
    }

    /** Sends the next message, if there is one and the socket is free. */
    void wake() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            sendNext();
            done = work.addAndGet(-done);
        } while (done != 0);
    }

    private void sendNext() {
        if (sending) {
            return;
        }
        EncodedEvent next = next();
        if (next != null) {
            sendingSince = nanoTime.getAsLong();
            sending = true;
            wire.send(next.text(), this::sent);
        }
    }

    private void sent(@Nullable Throwable failure) {
        if (failure != null) {
            onLost.accept(failure);
            return;
        }
        sending = false;
        wake();
    }

    private @Nullable EncodedEvent next() {
        FeedReader[] open;
        synchronized (lock) {
            EncodedEvent queued = queue.poll();
            if (queued != null) {
                queuedCharacters -= queued.weight();
                return queued;
            }
            open = readers.values().toArray(FeedReader[]::new);
        }
        for (FeedReader reader : open) {
            EncodedEvent latest = reader.next();
            if (latest != null) {
                return latest;
            }
        }
        return null;
    }
}
