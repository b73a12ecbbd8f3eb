package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.TaskCounts;
import java.util.function.Supplier;

/**
 * Snapshots of a flow whose counts of what has ended begin at zero again when they are reset.
 *
 * <p><b>Thread-safety:</b> any thread may call. No count is ever below zero: where to begin is read before the
 * snapshot, and the flow's own counts only grow.
 */
public final class CountsSinceReset implements Supplier<FlowSnapshot> {

    private static final TaskCounts NOTHING = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final AtomicFlow flow;
    private volatile TaskCounts start = NOTHING;

    /** Counts from the beginning of the flow. */
    public CountsSinceReset(AtomicFlow flow) {
        this.flow = flow;
    }

    void reset() {
        start = flow.counts();
    }

    @Override
    public FlowSnapshot get() {
        TaskCounts from = start;
        FlowSnapshot now = flow.snapshot();
        return from.equals(NOTHING)
                ? now
                : new FlowSnapshot(
                        since(from, now.tasks()),
                        now.queueUsed(),
                        now.queueCapacity(),
                        now.workers(),
                        now.paused(),
                        now.limits());
    }

    private static TaskCounts since(TaskCounts from, TaskCounts now) {
        return new TaskCounts(
                now.scheduled(),
                now.queued(),
                now.lockCheck(),
                now.inProgress(),
                now.complete() - from.complete(),
                now.failed() - from.failed(),
                now.cancelled() - from.cancelled(),
                now.timedOut() - from.timedOut(),
                now.retries() - from.retries());
    }
}
