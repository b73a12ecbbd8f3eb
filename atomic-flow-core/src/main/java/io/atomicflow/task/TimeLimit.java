package io.atomicflow.task;

/** The three clocks of a task. Each may have a limit of its own, and each attempt starts them anew. */
public enum TimeLimit {
    /** Time in the queue, until a worker looks at the task. */
    QUEUE,
    /** Time in the line of its limit, until it is granted a permit. */
    PERMIT,
    /** Time that the body runs. */
    RUN
}
