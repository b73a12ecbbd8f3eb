package io.atomicflow.server.api;

import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.journal.Attempt;
import io.atomicflow.server.journal.History;
import io.atomicflow.server.journal.Step;
import io.atomicflow.server.journal.Trouble;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task at one moment: how it is, by its handle, and what happened to it, by the journal. The journal may be behind,
 * or may have missed something; where the two differ, the handle is right.
 */
final class TaskPicture {

    private static final long NANOS = Duration.ofMillis(1).toNanos();

    private final KnownTask task;
    private final TaskState state;
    private final int attempt;
    private final History history;
    private final List<Attempt> attempts;

    TaskPicture(KnownTask task, History history, long nowMillis) {
        this.task = task;
        this.state = task.state();
        this.attempt = task.handle().attempt();
        this.history = history;
        this.attempts = history.attempts(state, task.endedAtMillis().orElse(nowMillis) * NANOS);
    }

    TaskState state() {
        return state;
    }

    KnownTask task() {
        return task;
    }

    History history() {
        return history;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    TaskRow row() {
        Attempt latest = latestAttempt();
        return new TaskRow(
                task.id(),
                task.handle().name(),
                task.handle().limit(),
                state.name(),
                attempt,
                progress(),
                submittedAt(),
                changedAt(),
                latest == null ? null : Millis.of(latest.waitNanos()),
                latest == null ? null : Millis.of(latest.runNanos()),
                error());
    }

    private @Nullable Attempt latestAttempt() {
        Attempt latest = attempts.isEmpty() ? null : attempts.getLast();
        return latest != null && (latest.number() == attempt || state == TaskState.SCHEDULED) ? latest : null;
    }

    private int progress() {
        return switch (state) {
            case SCHEDULED, QUEUED, LOCK_CHECK -> 0;
            case COMPLETE -> 100;
            case IN_PROGRESS, FAILED, CANCELLED, TIMED_OUT -> history.progress();
        };
    }

    /** By the first event, which comes before the submitter hears that the task was accepted. */
    private long submittedAt() {
        return history.omitted() > 0 || history.steps().isEmpty()
                ? task.submittedAtMillis()
                : Math.min(history.steps().getFirst().epochNanos() / NANOS, task.submittedAtMillis());
    }

    private long changedAt() {
        long written = history.last().map(step -> step.epochNanos() / NANOS).orElse(submittedAt());
        return history.reaches(state, attempt) ? written : task.endedAtMillis().orElse(written);
    }

    /** What went wrong in the end; or, as long as there is no end, in the latest attempt that failed. */
    @Nullable
    String error() {
        return switch (state) {
            case COMPLETE, CANCELLED -> null;
            case FAILED, TIMED_OUT -> task.handle().outcome().map(TaskPicture::errorOf).orElse(lastNote());
            case SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS -> lastNote();
        };
    }

    private static @Nullable String errorOf(TaskOutcome<?> outcome) {
        return switch (outcome) {
            case TaskOutcome.Failed<?>(Throwable cause) -> Trouble.of(cause);
            case TaskOutcome.TimedOut<?>(var limit) -> Trouble.of(limit);
            case TaskOutcome.Complete<?> ignored -> null;
            case TaskOutcome.Cancelled<?> ignored -> null;
        };
    }

    private @Nullable String lastNote() {
        return history.steps().reversed().stream()
                .map(Step::note)
                .filter(note -> note != null)
                .findFirst()
                .orElse(null);
    }
}
