package io.atomicflow.semaphore;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a permit: one plain object in a {@link Limit}'s line, and no thread. A task is one;
 * whoever needs a permit later, without blocking, may write another.
 *
 * <p>A waiter may {@linkplain Limit#leave give up} at any time, and a permit may be granted at the same moment.
 * {@link #grant} is where one of the two wins: it must be a single atomic step.
 *
 * <p>None of the methods may throw: a line is served for all its waiters at once.
 *
 * <p><b>Thread-safety:</b> all methods are called by any thread, one waiter's {@link #grant} never by two at once.
 */
public abstract class Waiter {

    /**
     * The waiter behind this one. Written by whoever puts this one in line, then only by the one who serves the line.
     */
    @Nullable
    Waiter next;

    /** For subclasses. A waiter stands in one line at a time. */
    protected Waiter() {}

    /**
     * Tells whether this waiter still wants its permit.
     *
     * @return false once it was granted one, or has given up
     */
    public abstract boolean isWaiting();

    /**
     * Offers a permit. Called while the line is being served, so it only marks: it must not block, run anything or
     * call the limit.
     *
     * @param permitId the permit, which belongs to this waiter from now on if it accepts
     * @return false if this waiter has given up; the permit then goes to the next one
     */
    public abstract boolean grant(long permitId);

    /** Goes on with the granted permit. Called once after an accepted {@link #grant}, outside of the line. */
    public abstract void resume();
}
