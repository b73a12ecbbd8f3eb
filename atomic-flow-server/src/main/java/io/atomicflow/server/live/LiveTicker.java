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

    private final LiveFeed feed;
    private final Channels channels;
    private final Meter meter;
    private long ticks;

    /** A ticker that has not ticked yet. */
    public LiveTicker(LiveFeed feed, Channels channels, IntSupplier clients, LongSupplier nanoTime) {
        this.feed = feed;
        this.channels = channels;
        this.meter = new Meter(clients, nanoTime);
    }

    /** One frame; every twentieth time also what is done once a second. */
    public void tick() {
        feed.cut();
        if (ticks++ % TICKS_PER_SECOND == 0) {
            feed.heal();
            feed.measure(meter);
        }
        channels.wake(LiveView.CHANNEL);
    }
}
