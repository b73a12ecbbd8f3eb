package io.atomicflow.server.pusher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client is still to be told. One parcel of messages is on its way at a time; the next one goes when the
 * socket says that it took this one.
 *
 * <p>Messages that must all arrive wait in a queue, which is bounded in messages and bytes; the first few bytes are the
 * client's own, more of them come out of a {@link Budget}. What a {@link Feed} has to say waits nowhere: its reader is
 * asked when the socket is free and the queue is empty.
 *
 * <p><b>Thread-safety:</b> any thread may call. <b>Memory ordering:</b> whoever makes {@code work} leave zero does
 * the sending until it is back at zero; all that this one writes is seen by the next one through {@code work}. The
 * others only raise {@code work} and leave, so nobody waits, and a socket that completes at once, within {@code
 * send}, makes the loop go round instead of the stack grow.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int PARCEL_MESSAGES = 32;
    private static final int PARCEL_BYTES = 64 * 1024;

    private final Wire wire;
    private final PusherSettings settings;
    private final Budget budget;
    private final PusherMeters meters;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> onLost;

    private final AtomicInteger work = new AtomicInteger();

    /** Guards the queue, its weight and the readers; never held while a socket or a feed is called. */
    private final Object lock = new Object();

    private final Queue<EncodedEvent> queue = new ArrayDeque<>(4);
    private final Map<String, FeedReader> readers = LinkedHashMap.newLinkedHashMap(1);
    private int queuedBytes;
    private int borrowedBytes;
    private boolean shut;

    /** Which reader is asked first: else one that always has more would silence the others where a client is slow. */
    private int turn;

    private List<EncodedEvent> onItsWay = List.of();
    private volatile boolean sending;
    private volatile long sendingSince;

    Outbox(Wire wire, Hub hub, Consumer<Throwable> onLost) {
        this.wire = wire;
        this.settings = hub.settings();
        this.budget = hub.budget();
        this.meters = hub.meters();
        this.nanoTime = hub.nanoTime();
        this.onLost = onLost;
    }

    /**
     * Queues a message; it goes with the next {@link #wake}. False if there is no room, because the client reads too
     * slowly; then it is not queued.
     */
    boolean offer(EncodedEvent message) {
        synchronized (lock) {
            if (shut) {
                return true;
            }
            if (!hasRoomFor(message) || !borrowFor(queuedBytes + message.weight())) {
                return false;
            }
            queue.add(message);
            queuedBytes += message.weight();
            return true;
        }
    }

    /** An empty queue takes whatever it is: else who is to be told something longer could never come in. */
    private boolean hasRoomFor(EncodedEvent message) {
        return queue.isEmpty()
                || (queue.size() < settings.maxQueuedMessages()
                        && queuedBytes + message.weight() <= settings.maxQueuedBytes());
    }

    private boolean borrowFor(int bytes) {
        int more = Math.max(0, bytes - settings.ownQueueBytes()) - borrowedBytes;
        if (more > 0 && !budget.tryTake(more)) {
            return false;
        }
        borrowedBytes += Math.max(0, more);
        return true;
    }

    private void giveBack() {
        int less = borrowedBytes - Math.max(0, queuedBytes - settings.ownQueueBytes());
        if (less > 0) {
            borrowedBytes -= less;
            budget.giveBack(less);
        }
    }

    void read(String channel, FeedReader reader) {
        synchronized (lock) {
            if (!shut) {
                readers.put(channel, reader);
            }
        }
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
            meters.dropped(queue.size());
            queue.clear();
            queuedBytes = 0;
            giveBack();
            readers.clear();
        }
    }

    /** How long the parcel that is on its way has been so; zero if none is. */
    long sendingForNanos() {
        long since = sendingSince;
        return sending ? Math.max(0, nanoTime.getAsLong() - since) : 0;
    }

    /** Sends what waits, if anything does and the socket is free. */
    void wake() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            guarded();
            done = work.addAndGet(-done);
        } while (done != 0);
    }

    /** Else who breaks here would keep its place for ever, and those who are woken after it would not be. */
    private void guarded() {
        try {
            sendNext();
        } catch (Throwable bug) {
            LOG.error("telling a client something broke; it has to come back", bug);
            onLost.accept(bug);
        }
    }

    private void sendNext() {
        if (sending) {
            return;
        }
        List<EncodedEvent> next = next();
        if (!next.isEmpty()) {
            onItsWay = next;
            sendingSince = nanoTime.getAsLong();
            sending = true;
            wire.send(next, this::sent);
        }
    }

    private void sent(@Nullable Throwable failure) {
        if (failure != null) {
            onLost.accept(failure);
            return;
        }
        meters.sent(onItsWay, nanoTime.getAsLong());
        onItsWay = List.of();
        sending = false;
        wake();
    }

    private List<EncodedEvent> next() {
        FeedReader[] open;
        synchronized (lock) {
            if (!queue.isEmpty()) {
                return parcel();
            }
            open = readers.values().toArray(FeedReader[]::new);
        }
        for (int i = 0; i < open.length; i++) {
            EncodedEvent latest = open[(turn + i) % open.length].next();
            if (latest != null) {
                turn = (turn + i + 1) % open.length;
                return List.of(latest);
            }
        }
        return List.of();
    }

    /** As much of the queue as goes well with one call of the machine. */
    private List<EncodedEvent> parcel() {
        EncodedEvent first = queue.remove();
        if (queue.isEmpty()) {
            queuedBytes = 0;
            giveBack();
            return List.of(first);
        }
        List<EncodedEvent> parcel = new ArrayList<>(Math.min(queue.size() + 1, PARCEL_MESSAGES));
        parcel.add(first);
        int bytes = first.weight();
        while (!queue.isEmpty() && parcel.size() < PARCEL_MESSAGES && bytes < PARCEL_BYTES) {
            EncodedEvent more = queue.remove();
            parcel.add(more);
            bytes += more.weight();
        }
        queuedBytes -= bytes;
        giveBack();
        return parcel;
    }
}
