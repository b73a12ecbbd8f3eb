package io.atomicflow.server.journal;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TaskTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the steps of each task.
 *
 * <p>Memory is bounded whatever the rate: there are at most so many records. When they are used up, those are thrown
 * away of whose tasks nobody knows any more; if that gives no room, new tasks are not written down. A task without a
 * record has no history here, and is otherwise a task like any other.
 *
 * <p>Steps can be missing: events that this listener was too slow for are lost. So a {@link History} only says what
 * happened for sure; where a task is now is for its handle to say.
 *
 * <p><b>Thread-safety:</b> one thread writes, any may read.
 */
public final class TaskJournal implements FlowListener {

    /** For the ended tasks that are remembered, and 60,000 live ones. */
    private static final int MOST_RECORDS = 70_000;

    /** A task becomes known only after its first events: what is younger is not yet what nobody knows any more. */
    private static final long GRACE_NANOS = Duration.ofMillis(200).toNanos();

    private static final long BETWEEN_SWEEPS_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongPredicate isKnown;
    private final int mostRecords;
    private final ConcurrentMap<Long, Steps> records = new ConcurrentHashMap<>();
    private int count;
    private long losses;
    private long lastSweepNanos = Long.MIN_VALUE;

    /**
     * An empty journal.
     *
     * @param isKnown whether anybody may still ask for the task of this id
     */
    public TaskJournal(LongPredicate isKnown) {
        this(isKnown, MOST_RECORDS);
    }

    TaskJournal(LongPredicate isKnown, int mostRecords) {
        this.isKnown = isKnown;
        this.mostRecords = mostRecords;
    }

    @Override
    public void onEvent(TaskEvent event) {
        if (event instanceof TaskEvent.Progress(TaskEvent.Stamp stamp, double fraction)) {
            Steps known = records.get(stamp.taskId());
            if (known != null) {
                known.progress((int) Math.round(100 * fraction));
            }
            return;
        }
        Steps steps = recordOf(event.stamp());
        if (steps != null) {
            Step step = stepOf(event);
            boolean gap = steps.lost(losses) || steps.misses(step);
            steps.add(gap ? step.behindGap() : step);
        }
    }

    @Override
    public void onDropped(long lost) {
        losses += lost;
    }

    private @Nullable Steps recordOf(TaskEvent.Stamp stamp) {
        Steps known = records.get(stamp.taskId());
        if (known != null) {
            return known;
        }
        if (count >= mostRecords && !sweep(stamp.epochNanos())) {
            return null;
        }
        Steps fresh = new Steps();
        records.put(stamp.taskId(), fresh);
        count++;
        return fresh;
    }

    /** Makes room, but not again and again while that is in vain. True if there is some. */
    private boolean sweep(long nowNanos) {
        if (lastSweepNanos != Long.MIN_VALUE && nowNanos - lastSweepNanos < BETWEEN_SWEEPS_NANOS) {
            return false;
        }
        lastSweepNanos = nowNanos;
        records.forEach((id, steps) -> {
            if (nowNanos - steps.newestNanos() > GRACE_NANOS && !isKnown.test(id)) {
                records.remove(id);
                count--;
            }
        });
        return count < mostRecords;
    }

    private static Step stepOf(TaskEvent event) {
        return switch (event) {
            case TaskEvent.InProgress(var stamp, int worker, long waitNanos) ->
                step(event, worker, waitNanos, null, null);
            case TaskEvent.Complete(var stamp, int worker, long runNanos) ->
                step(event, worker, runNanos, TaskState.COMPLETE, null);
            case TaskEvent.Failed(var stamp, int worker, Throwable cause, long runNanos) ->
                step(event, worker, runNanos, TaskState.FAILED, Trouble.of(cause));
            case TaskEvent.Retried(var stamp, Throwable cause, var delay) ->
                step(event, Step.NO_WORKER, 0, endOf(cause), Trouble.of(cause));
            case TaskEvent.TimedOut(var stamp, var limit) ->
                step(event, Step.NO_WORKER, 0, TaskState.TIMED_OUT, Trouble.of(limit));
            case TaskEvent.Cancelled ignored -> step(event, Step.NO_WORKER, 0, TaskState.CANCELLED, null);
            case TaskEvent.Scheduled ignored -> step(event, Step.NO_WORKER, 0, null, null);
            case TaskEvent.Queued ignored -> step(event, Step.NO_WORKER, 0, null, null);
            case TaskEvent.LockCheck ignored -> step(event, Step.NO_WORKER, 0, null, null);
            case TaskEvent.Progress ignored -> step(event, Step.NO_WORKER, 0, null, null);
        };
    }

    private static TaskState endOf(Throwable cause) {
        return cause instanceof TaskTimeoutException ? TaskState.TIMED_OUT : TaskState.FAILED;
    }

    private static Step step(
            TaskEvent event, int worker, long nanos, @Nullable TaskState end, @Nullable String note) {
        TaskEvent.Stamp stamp = event.stamp();
        return new Step(stamp.epochNanos(), event.state(), stamp.attempt(), end, worker, nanos, note, false);
    }

    /** What was written down of a task, if anything was. */
    public Optional<History> history(long taskId) {
        return Optional.ofNullable(records.get(taskId)).map(Steps::history);
    }

    /** How many tasks there are records of, for tests. */
    int size() {
        return records.size();
    }
}
