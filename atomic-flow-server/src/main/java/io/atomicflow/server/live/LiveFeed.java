package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.server.pusher.EncodedEvent;
import io.atomicflow.server.pusher.Feed;
import io.atomicflow.server.pusher.FeedReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final TaskTable table;
    private final Supplier<FlowSnapshot> flow;
    private final LiveTasks liveTasks;
    private final InstantSource clock;

    private final Object lock = new Object();
    private final LimitRows limits;
    private final Map<Long, TaskPoint> tasks = new LinkedHashMap<>();
    private final FrameLog log = new FrameLog(FARTHEST_BEHIND, MOST_TASKS_IN_LOG);
    private final Map<Long, EncodedEvent> deltas = new HashMap<>();
    private @Nullable EncodedEvent snapshot;
    private @Nullable EncodedEvent metrics;
    private LiveFrame newest;

    LiveFeed(
            String channel,
            TaskTable table,
            LimitIndex indexes,
            Supplier<FlowSnapshot> flow,
            LiveTasks liveTasks,
            InstantSource clock) {
        this.channel = channel;
        this.table = table;
        this.flow = flow;
        this.liveTasks = liveTasks;
        this.clock = clock;
        this.limits = new LimitRows(indexes);
        FlowSnapshot first = flow.get();
        limits.update(first.limits(), 1);
        this.newest = new LiveFrame(1, clock.millis(), Map.of(), first, 0);
    }

    String channel() {
        return channel;
    }

    /** Makes the next frame, if anything changed. True if it did. */
    boolean cut() {
        FlowSnapshot now = flow.get();
        TaskTable.Changes changes = table.cut();
        synchronized (lock) {
            long number = newest.number() + 1;
            boolean limitsChanged = limits.update(now.limits(), number);
            if (!limitsChanged
                    && changes.tasks().isEmpty()
                    && changes.dropped() == newest.dropped()
                    && now.equals(newest.flow())) {
                return false;
            }
            changes.tasks().forEach((id, point) -> {
                if (point.state().isEnd()) {
                    tasks.remove(id);
                } else {
                    tasks.put(id, point);
                }
            });
            begin(new LiveFrame(number, clock.millis(), changes.tasks(), now, changes.dropped()));
            log.add(newest);
            return true;
        }
    }

    /** Sets the picture right if events were lost; then everybody starts over. */
    void heal() {
        if (!table.heal(liveTasks)) {
            return;
        }
        TaskTable.Changes changes = table.cut();
        Map<Long, TaskPoint> really = table.named();
        synchronized (lock) {
            tasks.clear();
            tasks.putAll(really);
            begin(new LiveFrame(newest.number() + 1, clock.millis(), Map.of(), flow.get(), changes.dropped()));
            log.clear();
        }
    }

    void measure(Meter meter) {
        Metrics reading = meter.read(flow.get(), clock.millis());
        EncodedEvent latest = EncodedEvent.of(channel, "metrics", FrameWriter.metrics(reading));
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
            known = EncodedEvent.of(channel, "snapshot", FrameWriter.snapshot(newest, tasks, limits.all()));
            snapshot = known;
        }
        return known;
    }

    private EncodedEvent delta(long since) {
        return deltas.computeIfAbsent(
                since,
                from -> EncodedEvent.of(
                        channel,
                        "delta",
                        FrameWriter.delta(from, newest, log.changesSince(from), limits.changedSince(from))));
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
