package io.atomicflow.server.live;

import io.atomicflow.Percentiles;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * How long something took since the last look: every time is counted, to a thousandth of itself. One thread notes,
 * another looks, neither waits for long.
 */
final class RecentTimes {

    private static final int DIGITS = 3;

    private final SingleWriterRecorder times = new SingleWriterRecorder(DIGITS);
    private @Nullable Histogram spare;

    void add(long nanos) {
        times.recordValue(Math.max(0, nanos));
    }

    /** Those since the last call; from now on the count begins again. */
    Percentiles take() {
        Histogram taken = times.getIntervalHistogram(spare);
        spare = taken;
        return taken.getTotalCount() == 0
                ? Percentiles.NONE
                : new Percentiles(
                        taken.getTotalCount(),
                        Duration.ofNanos(taken.getValueAtPercentile(50)),
                        Duration.ofNanos(taken.getValueAtPercentile(95)),
                        Duration.ofNanos(taken.getValueAtPercentile(99)),
                        Duration.ofNanos(taken.getMaxValue()));
    }
}
