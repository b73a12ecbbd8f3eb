package io.atomicflow.server.journal;

import io.atomicflow.task.TaskState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Adds up the steps of one attempt. For one thread. */
final class AttemptClocks {

    private final int attempt;
    private @Nullable Step last;
    private OptionalLong queued = OptionalLong.empty();
    private OptionalLong waited = OptionalLong.empty();
    private OptionalLong ran = OptionalLong.empty();
    private @Nullable TaskState end;

    AttemptClocks(int attempt) {
        this.attempt = attempt;
    }

    int attempt() {
        return attempt;
    }

    void take(Step step) {
        switch (step.state()) {
            case IN_PROGRESS -> waited = measured(step.nanos());
            case COMPLETE, FAILED -> {
                if (isAt(TaskState.IN_PROGRESS)) {
                    stopAt(step);
                }
                ran = step.nanos() > 0 ? measured(step.nanos()) : ran;
            }
            case SCHEDULED, QUEUED, LOCK_CHECK, CANCELLED, TIMED_OUT -> stopAt(step);
        }
        if (step.end() != null) {
            end = step.end();
        }
        last = step;
    }

    private static OptionalLong measured(long nanos) {
        return nanos > 0 ? OptionalLong.of(nanos) : OptionalLong.empty();
    }

    /** Across a gap nobody knows which clock ran for how long. */
    private void stopAt(Step step) {
        if (!step.afterGap()) {
            stopAt(step.epochNanos());
        }
    }

    /** The clock that the last step started stops here. */
    private void stopAt(long epochNanos) {
        if (last == null) {
            return;
        }
        OptionalLong passed = OptionalLong.of(Math.max(0, epochNanos - last.epochNanos()));
        switch (last.state()) {
            case QUEUED -> queued = passed;
            case LOCK_CHECK -> waited = passed;
            case IN_PROGRESS -> ran = passed;
            case SCHEDULED, COMPLETE, FAILED, CANCELLED, TIMED_OUT -> {
                // no clock of ours runs there
            }
        }
    }

    /** The attempt goes on; or it has ended while its body ran, and that was not written down. */
    void runOn(TaskState state, long nowNanos) {
        if (isAt(state) || (state.isEnd() && isAt(TaskState.IN_PROGRESS))) {
            stopAt(nowNanos);
        }
        if (end == null && state.isEnd()) {
            end = state;
        }
    }

    private boolean isAt(TaskState state) {
        return last != null && last.state() == state;
    }

    Attempt read() {
        return new Attempt(attempt, queued, waited, ran, end);
    }
}
