package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.event.FlowListener;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where the picture begins: first the {@link #listener()} goes into the flow, then the flow into the {@link #feeds}.
 */
public final class LiveView {

    private static final int NAMED_TASKS = 5_000;
    private static final int RESERVE_TASKS = 15_000;

    private final Fold fold = new Fold(NAMED_TASKS, RESERVE_TASKS);

    /** Sees the events of the flow. */
    public FlowListener listener() {
        return fold;
    }

    /**
     * What the subscribers of {@code channels} read.
     *
     * @param appId the app whose clients may
     * @param flow exact counts, asked for twenty times a second
     * @param draining whether the flow takes no more tasks
     * @param live the tasks that are live, asked for when events were lost
     * @param tasks finds a task that somebody wants to watch
     */
    public LiveFeeds feeds(
            String appId,
            LiveChannels channels,
            Supplier<FlowSnapshot> flow,
            BooleanSupplier draining,
            LiveTasks live,
            TaskById tasks,
            InstantSource clock) {
        LiveFeed whole = new LiveFeed(channels.flow(), fold, flow, draining, live, clock);
        return new LiveFeeds(appId, channels, whole, fold.table(), tasks, flow, clock);
    }
}
