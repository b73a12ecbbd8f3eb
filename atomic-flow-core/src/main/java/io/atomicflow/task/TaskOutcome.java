package io.atomicflow.task;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended, as a value.
 *
 * {@snippet :
 * String text = switch (handle.await()) {
 *     case TaskOutcome.Complete<Report>(Report report) -> report.title();
 *     case TaskOutcome.Failed<Report>(Throwable cause) -> "failed: " + cause;
 *     case TaskOutcome.Cancelled<Report>() -> "cancelled";
 *     case TaskOutcome.TimedOut<Report>(String limit) -> "too late: " + limit;
 * };
 * }
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
     * @param limit which one, in words
     * @param <T> what the task returns
     */
    record TimedOut<T extends @Nullable Object>(String limit) implements TaskOutcome<T> {}
}
