package io.atomicflow.task;

import java.util.concurrent.TimeoutException;

/** One of a task's time limits ran out. */
public final class TaskTimeoutException extends TimeoutException {

    private static final long serialVersionUID = 1L;

    /** Which one. */
    private final TimeLimit limit;

    /**
     * Tells which limit ran out.
     *
     * @param limit the clock that ran out
     * @param message the same in words
     */
    public TaskTimeoutException(TimeLimit limit, String message) {
        super(message);
        this.limit = limit;
    }

    /**
     * Returns which of the task's clocks ran out.
     *
     * @return the clock
     */
    public TimeLimit limit() {
        return limit;
    }
}
