package io.atomicflow.task;

/** Where a task is on its way. The first four are passed in this order; the last four are its ends. */
public enum TaskState {
    /** Accepted, and waiting for its time to be queued: delayed or staggered. */
    SCHEDULED,
    /** In the queue; no worker has looked at it yet. */
    QUEUED,
    /** A worker has looked at it; it has no permit yet. */
    LOCK_CHECK,
    /** It holds a permit and its body runs. */
    IN_PROGRESS,
    /** Its body returned. */
    COMPLETE,
    /** Its body threw. */
    FAILED,
    /** It was cancelled, before or while it ran. */
    CANCELLED,
    /** One of its time limits ran out. */
    TIMED_OUT;

    /**
     * Tells whether a task in this state is at its end: its state never changes again.
     *
     * @return whether this is one of the four ends
     */
    public boolean isEnd() {
        return compareTo(COMPLETE) >= 0;
    }
}
