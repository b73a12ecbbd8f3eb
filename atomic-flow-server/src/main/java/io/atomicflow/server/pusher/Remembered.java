package io.atomicflow.server.pusher;

import java.time.Duration;

/** The last event of a cache channel, until {@code endsAt} of the server's clock. */
record Remembered(EncodedEvent event, String data, long endsAt) {

    boolean isOver(long now) {
        return now - endsAt >= 0;
    }

    long secondsLeft(long now) {
        return Math.max(0, Duration.ofNanos(endsAt - now).toSeconds());
    }
}
