package io.atomicflow.server.live;

import io.atomicflow.server.pusher.Channels;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Brings the picture up to date and tells those who look at it. For one thread, which calls once a {@link #PERIOD}.
 */
public final class LiveTicker {

    /** Twenty frames a second: as fast as it still looks like motion and costs a browser little. */
    public static final Duration PERIOD = Duration.ofMillis(50);

    private static final int TICKS_PER_SECOND = (int) (Duration.ofSeconds(1).toMillis() / PERIOD.toMillis());

    private final LiveFeeds feeds;
    private final LiveFeed flow;
    private final Channels channels;
    private final Meter meter;
    private long ticks;

    /** A ticker that has not ticked yet. */
    public LiveTicker(LiveFeeds feeds, Channels channels, IntSupplier clients, LongSupplier nanoTime) {
        this.feeds = feeds;
        this.flow = feeds.flowFeed();
        this.channels = channels;
        this.meter = new Meter(clients, nanoTime);
    }

    /** One frame; every twentieth time also what is done once a second. Only whom it concerns is woken. */
    public void tick() {
        boolean changed = flow.cut();
        if (ticks++ % TICKS_PER_SECOND == 0) {
            flow.heal();
            flow.measure(meter);
            changed = true;
        }
        if (changed) {
            channels.wake(flow.channel());
        }
        feeds.tick(channels);
    }
}
