package io.atomicflow.server.live;

import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * One task: told when its state, its attempt or its progress changes, and not any more after its end. One that does not
 * exist, or has ended before anybody asked, is told as such, until it does.
 */
final class TaskSubject implements Subject {

    private final long id;
    private final TaskById tasks;
    private final TaskTable table;
    private final Explanations explanations;
    private @Nullable TaskHandle<?> handle;
    private @Nullable Facts told;

    TaskSubject(long id, TaskById tasks, TaskTable table, Explanations explanations) {
        this.id = id;
        this.tasks = tasks;
        this.table = table;
        this.explanations = explanations;
    }

    @Override
    public String event() {
        return "task";
    }

    @Override
    public @Nullable String news(Moment now) {
        if (told != null && told.state() != null && told.state().isEnd()) {
            return null;
        }
        TaskHandle<?> task = handle == null ? tasks.find(id).orElse(null) : handle;
        handle = task;
        Facts facts = task == null ? Facts.UNKNOWN : factsOf(task);
        if (facts.equals(told)) {
            return null;
        }
        told = facts;
        String text = task == null
                ? SubjectWriter.unknownTask(now.atMillis(), id)
                : SubjectWriter.task(now.atMillis(), task, facts, explanations.of(task));
        if (facts.state() != null && facts.state().isEnd()) {
            handle = null;
        }
        return text;
    }

    private Facts factsOf(TaskHandle<?> task) {
        TaskState state = task.state();
        int before = told == null || told.attempt() != task.attempt() ? 0 : told.progress();
        int progress = switch (state) {
            case SCHEDULED, QUEUED, LOCK_CHECK -> 0;
            case IN_PROGRESS -> table.progressOf(id).orElse(before);
            case COMPLETE -> 100;
            case FAILED, CANCELLED, TIMED_OUT -> before;
        };
        return new Facts(state, task.attempt(), progress);
    }

    /** What a change is measured by; {@code state} is null for a task that is not known. */
    record Facts(@Nullable TaskState state, int attempt, int progress) {

        static final Facts UNKNOWN = new Facts(null, 0, 0);
    }
}
