package io.atomicflow.server.pusher;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What all connections share, of whatever app. */
final class Hub {

    private final PusherSettings settings;
    private final Feeds feeds;
    private final LongSupplier nanoTime;
    private final MessageReader reader;
    private final PusherMeters meters;
    private final Budget budget;
    private final Lanes lanes = new Lanes();
    private final AtomicInteger places;
    private final AtomicInteger nextLane = new AtomicInteger();
    private final Departures departures;

    Hub(PusherSettings settings, Feeds feeds, MeterRegistry registry, LongSupplier nanoTime) {
        this.settings = settings;
        this.feeds = feeds;
        this.nanoTime = nanoTime;
        this.reader = new MessageReader(settings.maxMessageBytes());
        this.meters = new PusherMeters(registry);
        this.budget = new Budget(settings.sharedQueueBytes());
        this.places = new AtomicInteger(settings.maxConnections());
        this.departures = new Departures(settings.goodbyeTimeout(), nanoTime);
        meters.watch(budget);
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

    PusherMeters meters() {
        return meters;
    }

    Budget budget() {
        return budget;
    }

    Lanes lanes() {
        return lanes;
    }

    Departures departures() {
        return departures;
    }

    int nextLane() {
        return Math.floorMod(nextLane.getAndIncrement(), lanes.lanes());
    }

    Optional<Feed> feed(RunningApp app, String channel) {
        return feeds.feed(app.app().id(), channel);
    }

    /** A place is taken before its connection can be seen, so the bound is exact however the threads interleave. */
    boolean takePlace() {
        return places.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
    }

    void placeIsFree() {
        places.incrementAndGet();
    }

    /** Sends a client away, whether it came in or not: it is told why, then goodbye. */
    void sendAway(Wire wire, CloseReason reason) {
        meters.closed(reason);
        if (reason.isTold()) {
            String error = ServerMessage.error(reason.code(), reason.message());
            wire.send(List.of(EncodedEvent.raw(error)), failure -> {});
        }
        departures.sendAway(wire, reason);
    }

    /** A socket is no more. */
    void gone(Wire wire) {
        departures.gone(wire);
    }
}
