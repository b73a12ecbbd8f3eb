package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.event.FlowListener;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Where the picture begins: first the {@link #listener()} goes into the flow, then the flow into the {@link #feed}.
 */
public final class LiveView {

    /** The public channel that all of this is told on. */
    public static final String CHANNEL = "flow";

    private static final int NAMED_TASKS = 5_000;
    private static final int RESERVE_TASKS = 15_000;

    private final LimitIndex limits = new LimitIndex();
    private final TaskTable table = new TaskTable(NAMED_TASKS, RESERVE_TASKS, limits);

    /** Sees the events of the flow. */
    public FlowListener listener() {
        return table;
    }

    /**
     * What the subscribers of {@link #CHANNEL} read.
     *
     * @param flow exact counts, asked for twenty times a second
     * @param tasks the tasks that are live, asked for when events were lost
     */
    public LiveFeed feed(Supplier<FlowSnapshot> flow, LiveTasks tasks, InstantSource clock) {
        return new LiveFeed(CHANNEL, table, limits, flow, tasks, clock);
    }
}
