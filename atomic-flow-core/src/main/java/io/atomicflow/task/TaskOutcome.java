package io.atomicflow.task;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended, as a value.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="outcome"}
 *
 * @param <T> what the task returns
 */
public sealed interface TaskOutcome<T extends @Nullable Object> {

    /**
     * The body returned.
     *
     * @param value what it returned
     * @param <T> what the task returns
     */
    record Complete<T extends @Nullable Object>(T value) implements TaskOutcome<T> {}

    /**
     * The body threw.
     *
     * @param cause what it threw
     * @param <T> what the task returns
     */
    record Failed<T extends @Nullable Object>(Throwable cause) implements TaskOutcome<T> {}

    /**
     * The task was cancelled.
     *
     * @param <T> what the task returns
     */
    record Cancelled<T extends @Nullable Object>() implements TaskOutcome<T> {}

    /**
     * One of the task's time limits ran out.
     *
     * @param limit which one
     * @param <T> what the task returns
     */
    record TimedOut<T extends @Nullable Object>(TimeLimit limit) implements TaskOutcome<T> {}
}
