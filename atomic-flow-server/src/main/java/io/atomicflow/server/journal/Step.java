package io.atomicflow.server.journal;

import io.atomicflow.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a task.
 *
 * @param epochNanos when
 * @param state where the task is from here on
 * @param attempt which try it was at
 * @param end how that attempt ended here, if it did; the task itself may go on with another one
 * @param worker which worker did it, or −1
 * @param nanos how long it had waited for its permit, if it begins here, or had run, if its body ended here; else 0
 * @param note what went wrong, if something did
 * @param afterGap whether there may have been others just before this one
 */
public record Step(
        long epochNanos,
        TaskState state,
        int attempt,
        @Nullable TaskState end,
        int worker,
        long nanos,
        @Nullable String note,
        boolean afterGap) {

    static final int NO_WORKER = -1;

    /** Whether a task begins with this. */
    boolean isBeginning() {
        return attempt == 1 && end == null && (state == TaskState.SCHEDULED || state == TaskState.QUEUED);
    }

    Step behindGap() {
        return new Step(epochNanos, state, attempt, end, worker, nanos, note, true);
    }
}
