package io.atomicflow;

import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of a submit that the queue has no room for. Whatever it is, it is never silent: a task that was not
 * admitted is refused with a {@link TaskRejectedException}, one that was dropped ends as cancelled.
 *
 * <ul>
 *   <li>{@link #reject}: choose me when the caller can tell its own caller "not now";
 *   <li>{@link #block}: choose me when the submitter is to go no faster than the flow;
 *   <li>{@link #callerRuns}: choose me when the submitter may as well help;
 *   <li>{@link #dropOldest}: choose me when only what is newest counts.
 * </ul>
 */
public sealed interface Admission {

    /** Refuses at once. */
    record Reject() implements Admission {}

    /**
     * Waits for room. Those who wait are served in the order in which they came.
     *
     * @param atMost how long
     */
    record Block(Duration atMost) implements Admission {

        /**
         * Checks the time.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Block {
            if (Objects.requireNonNull(atMost, "blocking time").isNegative()) {
                throw new IllegalArgumentException("blocking time must be zero or more, was " + atMost);
            }
        }
    }

    /** Lets the submitter do the worker's part. */
    record CallerRuns() implements Admission {}

    /** Cancels the oldest queued tasks. */
    record DropOldest() implements Admission {}

    /**
     * Refuses at once what there is no room for.
     *
     * @return the policy of a flow that was given none
     */
    static Admission reject() {
        return new Reject();
    }

    /**
     * Waits for room, and refuses what finds none in time, or whose thread is interrupted while it waits; the
     * interrupt flag then stays up.
     *
     * @param atMost how long, zero or more
     * @return the policy
     * @throws IllegalArgumentException if the time is negative
     */
    static Admission block(Duration atMost) {
        return new Block(atMost);
    }

    /**
     * Lets the submitter do the worker's part for the tasks of a full queue: it asks for the permit, and runs the body
     * if it gets one; else the task waits in the line of its limit like any other. The submitter itself never waits
     * for a permit. Delayed tasks, and tasks of a paused flow, are refused all the same.
     *
     * @return the policy
     */
    static Admission callerRuns() {
        return new CallerRuns();
    }

    /**
     * Cancels as many of the oldest queued tasks as are in the way. Tasks that are still scheduled, wait for a permit
     * or run are not touched; if there are none to drop, the submit is refused.
     *
     * @return the policy
     */
    static Admission dropOldest() {
        return new DropOldest();
    }
}
