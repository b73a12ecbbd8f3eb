package io.atomicflow.server.journal;

import io.atomicflow.task.TaskState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One try of a task, by its three clocks. Empty is what did not happen, or what nobody knows.
 *
 * @param number which, from 1
 * @param queuedNanos how long it was in the queue
 * @param waitNanos how long it waited for its permit; empty if it found one free
 * @param runNanos how long its body ran
 * @param end how it ended; null as long as it has not
 */
public record Attempt(
        int number, OptionalLong queuedNanos, OptionalLong waitNanos, OptionalLong runNanos, @Nullable TaskState end) {}
