package io.atomicflow;

import java.util.concurrent.RejectedExecutionException;

/** A submit that was refused. Nothing of it was admitted: no task of it has a state, and none will run. */
public class TaskRejectedException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Not enough free slots in the queue. */
        FULL,
        /** The flow is closing or closed. */
        CLOSED,
        /** The submitter was interrupted while it waited for room. */
        INTERRUPTED
    }

    /** Why. */
    private final Reason reason;

    /** How many slots were free. */
    private final int room;

    private TaskRejectedException(Reason reason, int room, String message) {
        super(message);
        this.reason = reason;
        this.room = room;
    }

    static TaskRejectedException full(int asked, int room, int capacity) {
        return new TaskRejectedException(
                Reason.FULL,
                room,
                "the queue has room for " + room + " of " + capacity + " tasks, " + asked + " asked");
    }

    static TaskRejectedException closed() {
        return new TaskRejectedException(Reason.CLOSED, 0, "the flow is closed");
    }

    static TaskRejectedException interrupted(int room) {
        return new TaskRejectedException(
                Reason.INTERRUPTED, room, "the submitter was interrupted while it waited for room in the queue");
    }

    /**
     * Returns why the submit was refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns how many tasks would have been accepted a moment ago.
     *
     * @return the number of free slots, 0 or more
     */
    public int room() {
        return room;
    }
}
