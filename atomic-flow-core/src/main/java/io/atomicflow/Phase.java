package io.atomicflow;

import io.atomicflow.task.TaskState;

/**
 * The steps of a task as the engine takes them: finer than {@link TaskState}, one number, changed by CAS.
 *
 * <p>In a phase of <em>rest</em> nobody works on the task, and whoever moves it on by CAS owns it from then on: a
 * worker, a granter or a canceller, so that only one of them wins. In an <em>owned</em> phase its owner alone works
 * on it, and publishes its events; a canceller only leaves the mark {@link #CANCEL}, which the owner finds at its
 * next step. So the events of one task are published in the order in which they happened.
 */
final class Phase {

    /** Rest: until its timer fires. */
    static final int SCHEDULED = 0;
    /** Owned: by whoever puts it on the queue. */
    static final int ENQUEUING = 1;
    /** Rest: on the queue. */
    static final int QUEUED = 2;
    /** Owned: by the worker that asks for its permit. */
    static final int CHECKING = 3;
    /** Rest: in its limit's line. */
    static final int WAITING = 4;
    /** Rest: it has its permit, but no worker yet. */
    static final int GRANTED = 5;
    /** Owned: by the worker that runs its body. */
    static final int RUNNING = 6;
    /** Owned: the body has ended; its permit is on its way back. */
    static final int ENDING = 7;
    /** Owned: by whoever cancelled it at rest. */
    static final int GIVING_UP = 8;

    /** The ends, in the order of {@link TaskState}. */
    static final int COMPLETE = 9;

    static final int FAILED = 10;
    static final int CANCELLED = 11;
    static final int TIMED_OUT = 12;

    /** A mark on an owned phase: somebody wants it cancelled. */
    static final int CANCEL = 16;
    /** A mark on {@code RUNNING | CANCEL}: the interrupt has been delivered. */
    static final int INTERRUPTED = 32;

    private static final TaskState[] STATES = {
        TaskState.SCHEDULED,
        TaskState.QUEUED,
        TaskState.QUEUED,
        TaskState.LOCK_CHECK,
        TaskState.LOCK_CHECK,
        TaskState.LOCK_CHECK,
        TaskState.IN_PROGRESS,
        TaskState.IN_PROGRESS,
        TaskState.CANCELLED,
        TaskState.COMPLETE,
        TaskState.FAILED,
        TaskState.CANCELLED,
        TaskState.TIMED_OUT
    };

    private Phase() {}

    static TaskState stateOf(int phase) {
        return STATES[phase & (CANCEL - 1)];
    }

    static boolean isOwned(int phase) {
        return phase == ENQUEUING || phase == CHECKING || phase == RUNNING;
    }

    /** Whether a canceller still can do something: not at an end, nor on the way to one. */
    static boolean canBeCancelled(int phase) {
        return phase < ENDING;
    }
}
