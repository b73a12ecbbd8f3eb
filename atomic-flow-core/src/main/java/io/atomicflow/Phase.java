package io.atomicflow;

import io.atomicflow.task.TaskState;

/**
 * The steps of a task as the engine takes them: finer than {@link TaskState}, one number, changed by CAS. Its low four
 * bits are the phase, the next four are marks, the rest is the attempt: so whoever acts on an earlier attempt finds
 * another number.
 *
 * <p>In a phase of <em>rest</em> nobody works on the task, and whoever moves it on by CAS owns it from then on: a
 * worker, a granter, a timer or a canceller, so that only one of them wins. In an <em>owned</em> phase its owner alone
 * works on it, and publishes its events; others only leave a mark, which the owner finds at its next step. So the
 * events of one task are published in the order in which they happened.
 */
final class Phase {

    /** Rest: until its timer fires. */
    static final int SCHEDULED = 0;
    /** Owned: by whoever puts it on the queue. */
    static final int ENQUEUING = 1;
    /** Rest: on the queue. */
    static final int QUEUED = 2;
    /** Owned: by the worker that found no permit for it, and is about to put it in line. */
    static final int CHECKING = 3;
    /** Rest: in its limit's line. */
    static final int WAITING = 4;
    /** Rest: it has its permit, but no worker yet. */
    static final int GRANTED = 5;
    /** Owned: by the worker that runs its body, or has it in hand for that with its permit. */
    static final int RUNNING = 6;
    /** Owned: this attempt has failed, and there is to be another. */
    static final int RETRYING = 7;
    /** Owned: the body has ended; its permit is on its way back. */
    static final int ENDING = 8;
    /** Owned: by whoever ended it at rest; with the mark {@link #EXPIRED} because its time has run out. */
    static final int GIVING_UP = 9;

    /** The ends, in the order of {@link TaskState}. */
    static final int COMPLETE = 10;

    static final int FAILED = 11;
    static final int CANCELLED = 12;
    static final int TIMED_OUT = 13;

    /** A mark on an owned phase: somebody wants it cancelled. */
    static final int CANCEL = 16;
    /** A mark on {@code RUNNING}: its time has run out. */
    static final int EXPIRED = 32;
    /** A mark on {@code RUNNING}: its permit is gone. */
    static final int LOST = 64;
    /** A mark beside one of these on {@code RUNNING}: the interrupt has been delivered. */
    static final int INTERRUPTED = 128;

    static final int FIRST_ATTEMPT = 256;

    private static final int BASE = 15;
    private static final int MARKS = CANCEL | EXPIRED | LOST | INTERRUPTED;
    private static final int ATTEMPT_SHIFT = 8;

    private static final TaskState[] STATES = {
        TaskState.SCHEDULED,
        TaskState.QUEUED,
        TaskState.QUEUED,
        TaskState.LOCK_CHECK,
        TaskState.LOCK_CHECK,
        TaskState.LOCK_CHECK,
        TaskState.IN_PROGRESS,
        TaskState.SCHEDULED,
        TaskState.IN_PROGRESS,
        TaskState.CANCELLED,
        TaskState.COMPLETE,
        TaskState.FAILED,
        TaskState.CANCELLED,
        TaskState.TIMED_OUT
    };

    private Phase() {}

    static int of(int word) {
        return word & BASE;
    }

    /** The usual state of a body that has come to its end. */
    static boolean isRunningUnmarked(int word) {
        return (word & (BASE | MARKS)) == RUNNING;
    }

    static int marksOf(int word) {
        return word & MARKS;
    }

    static int attemptOf(int word) {
        return word >>> ATTEMPT_SHIFT;
    }

    /** The same attempt in another phase, without marks. */
    static int with(int word, int phase) {
        return (word & -FIRST_ATTEMPT) | phase;
    }

    static TaskState stateOf(int word) {
        return word == with(word, GIVING_UP) + EXPIRED ? TaskState.TIMED_OUT : STATES[of(word)];
    }

    static boolean isOwned(int phase) {
        return phase == ENQUEUING || phase == CHECKING || phase == RUNNING || phase == RETRYING;
    }

    /** Whether a canceller still can do something: not at an end, nor on the way to one. */
    static boolean canBeCancelled(int phase) {
        return phase < ENDING;
    }
}
