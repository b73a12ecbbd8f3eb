package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.server.pusher.EncodedEvent;
import io.atomicflow.server.pusher.Feed;
import io.atomicflow.server.pusher.FeedReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The channel {@code flow}. Frames are cut by one thread; each reader is told what changed since the frame it was
 * told last, or everything if that is longer ago than the log reaches.
 *
 * <p><b>Thread-safety:</b> any thread may read. Text is made once for all readers that are equally far, under the
 * lock: a reader may wait for it, the flow never does.
 */
final class LiveFeed implements Feed {

    private static final Duration FARTHEST_BEHIND = Duration.ofSeconds(5);
    private static final int MOST_TASKS_IN_LOG = 100_000;

    private final String channel;
    private final Fold fold;
    private final Supplier<FlowSnapshot> flow;
    private final BooleanSupplier draining;
    private final LiveTasks liveTasks;
    private final InstantSource clock;

    private final Object lock = new Object();
    private final Rows<LimitPoint> limits = new Rows<>();
    private final Rows<Cell> cells = new Rows<>();
    private final Map<Long, TaskPoint> tasks = new LinkedHashMap<>();
    private final FrameLog log = new FrameLog(FARTHEST_BEHIND, MOST_TASKS_IN_LOG);
    private final Map<Long, EncodedEvent> deltas = new HashMap<>();
    private @Nullable EncodedEvent snapshot;
    private @Nullable EncodedEvent metrics;
    private LiveFrame newest;

    LiveFeed(
            String channel,
            Fold fold,
            Supplier<FlowSnapshot> flow,
            BooleanSupplier draining,
            LiveTasks liveTasks,
            InstantSource clock) {
        this.channel = channel;
        this.fold = fold;
        this.flow = flow;
        this.draining = draining;
        this.liveTasks = liveTasks;
        this.clock = clock;
        FlowSnapshot first = flow.get();
        updateRows(first, 1);
        this.newest = new LiveFrame(1, clock.millis(), Map.of(), first, draining.getAsBoolean(), 0);
    }

    String channel() {
        return channel;
    }

    /** Makes the next frame, if anything changed. True if it did. */
    boolean cut() {
        FlowSnapshot now = flow.get();
        boolean isDraining = draining.getAsBoolean();
        TaskTable.Changes changes = fold.table().cut();
        synchronized (lock) {
            long number = newest.number() + 1;
            boolean rowsChanged = updateRows(now, number);
            if (!rowsChanged
                    && changes.tasks().isEmpty()
                    && changes.dropped() == newest.dropped()
                    && newest.tells(now, isDraining)) {
                return false;
            }
            changes.tasks().forEach((id, point) -> {
                if (point.state().isEnd()) {
                    tasks.remove(id);
                } else {
                    tasks.put(id, point);
                }
            });
            begin(new LiveFrame(number, clock.millis(), changes.tasks(), now, isDraining, changes.dropped()));
            log.add(newest);
            return true;
        }
    }

    /** True if any limit or worker changed. */
    private boolean updateRows(FlowSnapshot now, long frame) {
        boolean changed = false;
        for (LimitSnapshot limit : now.limits()) {
            changed |= limits.put(fold.limits().of(limit.key()), LimitPoint.of(limit), frame);
        }
        int worker = 0;
        for (Cell cell : fold.cells().of(now.workers())) {
            changed |= cells.put(worker++, cell, frame);
        }
        return changed;
    }

    /** Sets the picture right if events were lost; then everybody starts over. */
    void heal() {
        fold.cells().heal(liveTasks);
        if (!fold.table().heal(liveTasks)) {
            return;
        }
        TaskTable.Changes changes = fold.table().cut();
        Map<Long, TaskPoint> really = fold.table().named();
        synchronized (lock) {
            tasks.clear();
            tasks.putAll(really);
            begin(new LiveFrame(
                    newest.number() + 1,
                    clock.millis(),
                    Map.of(),
                    flow.get(),
                    draining.getAsBoolean(),
                    changes.dropped()));
            log.clear();
        }
    }

    void measure(Meter meter) {
        Metrics reading = meter.read(flow.get(), fold, clock.millis());
        EncodedEvent latest = EncodedEvent.of(channel, "metrics", MetricsWriter.text(reading));
        synchronized (lock) {
            metrics = latest;
        }
    }

    private void begin(LiveFrame frame) {
        newest = frame;
        snapshot = null;
        deltas.clear();
    }

    @Override
    public FeedReader open() {
        synchronized (lock) {
            return new Reader(metrics);
        }
    }

    private EncodedEvent snapshot() {
        EncodedEvent known = snapshot;
        if (known == null) {
            FrameWriter.Part all = new FrameWriter.Part(tasks, limits.all(), cells.all());
            known = EncodedEvent.of(channel, "snapshot", FrameWriter.snapshot(newest, all));
            snapshot = known;
        }
        return known;
    }

    private EncodedEvent delta(long since) {
        return deltas.computeIfAbsent(since, from -> {
            FrameWriter.Part changed = new FrameWriter.Part(
                    log.changesSince(from), limits.changedSince(from), cells.changedSince(from));
            return EncodedEvent.of(channel, "delta", FrameWriter.delta(from, newest, changed));
        });
    }

    private final class Reader implements FeedReader {

        private long frame;
        private @Nullable EncodedEvent lastMetrics;

        /** The next metrics count this reader among the clients; those of before are history to it. */
        Reader(@Nullable EncodedEvent metricsBefore) {
            this.lastMetrics = metricsBefore;
        }

        @Override
        public @Nullable EncodedEvent next() {
            synchronized (lock) {
                if (frame < newest.number()) {
                    boolean canCatchUp = frame > 0 && log.reachesBackTo(frame + 1);
                    EncodedEvent next = canCatchUp ? delta(frame + 1) : snapshot();
                    frame = newest.number();
                    return next;
                }
                if (metrics == lastMetrics) {
                    return null;
                }
                lastMetrics = metrics;
                return metrics;
            }
        }
    }
}
