package io.atomicflow.server.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What a swarm of clients saw. Written by its one thread, read by another. */
final class Tally {

    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger lastCode = new AtomicInteger();

    /** Read only when no more events come. */
    private final Histogram nanos = new Histogram(60_000_000_000L, 3);

    void connected() {
        connected.incrementAndGet();
    }

    void subscribed() {
        subscribed.incrementAndGet();
    }

    void event(long sentAt) {
        nanos.recordValue(Math.clamp(System.nanoTime() - sentAt, 0, nanos.getHighestTrackableValue()));
        events.lazySet(events.get() + 1);
    }

    void closed(int code) {
        lastCode.set(code);
        closed.incrementAndGet();
    }

    int connections() {
        return connected.get();
    }

    int subscriptions() {
        return subscribed.get();
    }

    long events() {
        return events.get();
    }

    int closes() {
        return closed.get();
    }

    int lastCode() {
        return lastCode.get();
    }

    double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
