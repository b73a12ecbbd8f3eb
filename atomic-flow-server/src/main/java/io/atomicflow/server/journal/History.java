package io.atomicflow.server.journal;

import io.atomicflow.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known to have happened to a task.
 *
 * @param steps in order; the latest of them
 * @param omitted how many earlier ones are left out
 * @param progress how far its body said it was, 0 to 100
 */
public record History(List<Step> steps, int omitted, int progress) {

    /** Of a task that nothing was written down of. */
    public static final History NONE = new History(List.of(), 0, 0);

    /** Keeps a copy. */
    public History {
        steps = List.copyOf(steps);
    }

    /** The latest step. */
    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    /** Whether steps may be missing, because events were lost. */
    public boolean hasGaps() {
        return steps.stream().anyMatch(Step::afterGap);
    }

    /** Whether this reaches as far as the task is, by its handle. */
    public boolean reaches(TaskState state, int attempt) {
        return !steps.isEmpty()
                && steps.getLast().state() == state
                && (state.isEnd() || state == TaskState.SCHEDULED || steps.getLast().attempt() == attempt);
    }

    /**
     * The attempts one by one.
     *
     * @param state where the task really is: a clock runs on only if it is where the last step left it
     * @param nowNanos until when that clock ran
     */
    public List<Attempt> attempts(TaskState state, long nowNanos) {
        List<Attempt> attempts = new ArrayList<>();
        AttemptClocks clocks = null;
        for (Step step : steps) {
            if (clocks == null || clocks.attempt() != step.attempt()) {
                if (clocks != null) {
                    attempts.add(clocks.read());
                }
                clocks = new AttemptClocks(step.attempt());
            }
            clocks.take(step);
        }
        if (clocks != null) {
            clocks.runOn(state, nowNanos);
            attempts.add(clocks.read());
        }
        return attempts;
    }
}
