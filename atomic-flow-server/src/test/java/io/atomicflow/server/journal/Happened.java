package io.atomicflow.server.journal;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.event.TaskEvent.Stamp;
import io.atomicflow.task.TaskTimeoutException;
import io.atomicflow.task.TimeLimit;
import java.time.Duration;
import java.util.Map;

/** Events of one task, as they would come from a flow; times in milliseconds. */
record Happened(long task, TaskJournal journal) {

    private static final long MILLI = 1_000_000;

    private static Stamp stamp(long task, long millis, int attempt) {
        return new Stamp(0, millis * MILLI, task, "task", "limit", attempt, Map.of());
    }

    Happened scheduled(long at) {
        journal.onEvent(new TaskEvent.Scheduled(stamp(task, at, 1)));
        return this;
    }

    Happened queued(long at, int attempt) {
        journal.onEvent(new TaskEvent.Queued(stamp(task, at, attempt)));
        return this;
    }

    Happened lockCheck(long at, int attempt) {
        journal.onEvent(new TaskEvent.LockCheck(stamp(task, at, attempt)));
        return this;
    }

    Happened inProgress(long at, int attempt, int worker, long waitedMillis) {
        journal.onEvent(new TaskEvent.InProgress(stamp(task, at, attempt), worker, waitedMillis * MILLI));
        return this;
    }

    Happened progress(double fraction) {
        journal.onEvent(new TaskEvent.Progress(stamp(task, 0, 1), fraction));
        return this;
    }

    Happened complete(long at, int attempt, long ranMillis) {
        journal.onEvent(new TaskEvent.Complete(stamp(task, at, attempt), 3, ranMillis * MILLI));
        return this;
    }

    Happened failed(long at, int attempt, Throwable cause) {
        journal.onEvent(new TaskEvent.Failed(stamp(task, at, attempt), 3, cause, 0));
        return this;
    }

    Happened retried(long at, int attempt, Throwable cause) {
        journal.onEvent(new TaskEvent.Retried(stamp(task, at, attempt), cause, Duration.ZERO));
        return this;
    }

    Happened permitDidNotCome(long at, int attempt) {
        return retried(at, attempt, new TaskTimeoutException(TimeLimit.PERMIT, "in vain"));
    }

    Happened cancelled(long at, int attempt) {
        journal.onEvent(new TaskEvent.Cancelled(stamp(task, at, attempt)));
        return this;
    }

    History history() {
        return journal.history(task).orElse(History.NONE);
    }
}
