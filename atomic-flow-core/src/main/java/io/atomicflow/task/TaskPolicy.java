package io.atomicflow.task;

import java.util.Map;

/**
 * What is asked for a task beside its limit and its body. Immutable; shared by all tasks that ask for the same.
 *
 * @param name what the task is called
 * @param attributes what else is known of it: passed on to events, handle and body, and otherwise not looked at
 * @param priority who goes first
 * @param queueTimeoutNanos how long an attempt may be in the queue, or {@link #UNLIMITED}
 * @param permitTimeoutNanos how long an attempt may wait for a permit, or {@link #UNLIMITED}
 * @param runTimeoutNanos how long an attempt may run, or {@link #UNLIMITED}
 * @param retry whether, and how soon, it is tried again
 */
public record TaskPolicy(
        String name,
        Map<String, String> attributes,
        Priority priority,
        long queueTimeoutNanos,
        long permitTimeoutNanos,
        long runTimeoutNanos,
        Retry retry) {

    /** No limit to a time. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Of a task for which nothing was asked. */
    public static final TaskPolicy PLAIN = new TaskPolicy(
            "task", Map.of(), Priority.NORMAL, UNLIMITED, UNLIMITED, UNLIMITED, Retry.never());
}
