package io.atomicflow;

import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Stands in line for a task that cannot do so itself any more: it stood there in an earlier attempt and gave up, and
 * what was left of it may be there still. Good for one attempt.
 */
final class LineNode extends Waiter {

    private final TaskInLine<?> task;
    private final int waitingWord;
    private long grantedId;

    /**
     * @param waitingWord what the task's word is while it waits in this attempt
     */
    LineNode(TaskInLine<?> task, int waitingWord) {
        this.task = task;
        this.waitingWord = waitingWord;
    }

    /** The task that stands in line there; null if it is somebody else. */
    static @Nullable TaskRun<?> taskOf(Waiter waiter) {
        Waiter inLine = waiter instanceof LineNode node ? node.task() : waiter;
        return inLine instanceof TaskRun<?> task ? task : null;
    }

    Waiter task() {
        return task;
    }

    /** It never stands in line, but holds what was given without. */
    void holds(long permitId) {
        grantedId = permitId;
    }

    /** Which permit was granted. Published by the phase of the task. */
    long grantedId() {
        return grantedId;
    }

    @Override
    public boolean isWaiting() {
        return task.word() == waitingWord;
    }

    @Override
    public boolean beginWaiting() {
        return task.beginWaiting();
    }

    @Override
    public boolean grant(long permitId) {
        grantedId = permitId;
        return task.advanceWord(waitingWord, Phase.with(waitingWord, Phase.GRANTED));
    }

    @Override
    public void resume() {
        task.resume();
    }

    @Override
    public Priority priority() {
        return task.priority();
    }
}
