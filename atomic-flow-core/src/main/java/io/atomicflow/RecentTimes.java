package io.atomicflow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Durations of the last ten to twenty seconds, in buckets that grow with their size.
 *
 * <pre>
 * A bucket is an octave (a power of two) cut into eight: the four highest bits of a number say which. So 61 octaves of
 * eight would be enough for any long; those below a microsecond are one. HdrHistogram sorts in the same way. Two such
 * windows take turns; a reader adds the last whole one to
 * the one that is being filled. Counting is one atomic increment; a count that races with the turn of a window may be
 * lost.
 * </pre>
 */
@SuppressWarnings("serial") // never serialised
final class RecentTimes extends AtomicReference<RecentTimes.@Nullable Window> {

    static final long WINDOW_NANOS = 10_000_000_000L;

    /** Below this, in nanoseconds, all are the same to us. */
    private static final int SMALLEST_SHIFT = 10;

    private static final int PARTS_SHIFT = 3;
    private static final int PARTS = 1 << PARTS_SHIFT;
    private static final int BUCKETS = (Long.SIZE - SMALLEST_SHIFT - PARTS_SHIFT) * PARTS + PARTS;

    record Window(long start, AtomicIntegerArray counts, @Nullable AtomicIntegerArray before) {}

    void add(long nanos, int weight, long now) {
        windowAt(now).counts.getAndAdd(bucketOf(nanos), weight);
    }

    Percentiles read(long now) {
        if (get() == null) {
            return Percentiles.NONE;
        }
        Window current = windowAt(now);
        long[] sums = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] = (long) current.counts.get(i) + (current.before == null ? 0 : current.before.get(i));
            total += sums[i];
        }
        if (total == 0) {
            return Percentiles.NONE;
        }
        return new Percentiles(
                total, at(sums, total, 0.5), at(sums, total, 0.95), at(sums, total, 0.99), at(sums, total, 1));
    }

    /** The window of that moment, begun if its time has come. */
    private Window windowAt(long now) {
        Window current = get();
        while (current == null || now - current.start >= WINDOW_NANOS) {
            AtomicIntegerArray before = stillCounts(current, now);
            long start = current == null || before == null ? now : current.start + WINDOW_NANOS;
            Window fresh = new Window(start, new AtomicIntegerArray(BUCKETS), before);
            current = compareAndSet(current, fresh) ? fresh : get();
        }
        return current;
    }

    private static @Nullable AtomicIntegerArray stillCounts(@Nullable Window ended, long now) {
        return ended != null && now - ended.start < 2 * WINDOW_NANOS ? ended.counts : null;
    }

    private static Duration at(long[] sums, long total, double fraction) {
        long rank = Math.max(1, (long) Math.ceil(total * fraction));
        int bucket = 0;
        for (long seen = sums[0]; seen < rank; seen += sums[bucket]) {
            bucket++;
        }
        return Duration.ofNanos(highestOf(bucket));
    }

    static int bucketOf(long nanos) {
        long units = Math.max(0L, nanos) >> SMALLEST_SHIFT;
        if (units < PARTS) {
            return (int) units;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
        int part = (int) ((units >> (octave - PARTS_SHIFT)) & (PARTS - 1));
        return (octave - PARTS_SHIFT + 1) * PARTS + part;
    }

    /** The longest time that falls into a bucket. */
    static long highestOf(long bucket) {
        if (bucket < PARTS) {
            return ((bucket + 1) << SMALLEST_SHIFT) - 1;
        }
        long shift = bucket / PARTS - 1;
        long firstOfNext = (PARTS + bucket % PARTS + 1) << shift;
        return (firstOfNext << SMALLEST_SHIFT) - 1;
    }
}
