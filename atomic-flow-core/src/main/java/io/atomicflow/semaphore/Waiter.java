package io.atomicflow.semaphore;

import io.atomicflow.task.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a permit: one plain object in a {@link Limit}'s line, and no thread. A task is one;
 * whoever needs a permit later, without blocking, may write another.
 *
 * <p>A waiter may {@linkplain PermitGate#leave give up} at any time, and a permit may be granted at the same moment.
 * {@link #grant} is where one of the two wins: it must be a single atomic step. A waiter stands in line once; one that
 * gave up must not line up again, as what is left of it may still be in the line.
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

    /**
     * When it lined up, on the limit's clock. Written before it is in line. Before and after that it is the waiter's
     * own.
     */
    long sinceNanos;

    /** For subclasses. A waiter stands in one line at a time. */
    protected Waiter() {}

    /**
     * Notes a time of its own, while it does not stand in line. Saves a field.
     *
     * @param nanos the time
     */
    protected final void sinceNanos(long nanos) {
        sinceNanos = nanos;
    }

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

    /**
     * Returns who it goes before. The same at each call.
     *
     * @return the priority, {@link Priority#NORMAL} unless overridden
     */
    public Priority priority() {
        return Priority.NORMAL;
    }

    /**
     * Its turn has come to be looked at, in a {@linkplain PermitGate#isStrict() strict} line. Called while the line is
     * being served, with the same restrictions as {@link #grant}.
     *
     * @return whether it waits from now on; false if it has given up before
     */
    public boolean beginWaiting() {
        return isWaiting();
    }

    /**
     * The permit that it holds is valid no more. Only from semaphores that {@linkplain TaskSemaphore#leasesPermits
     * lease} theirs. Called by any thread; must not block.
     *
     * @param permitId the permit
     */
    public void permitLost(long permitId) {}

    /**
     * Returns when this waiter lined up, or what it has noted itself before or after that.
     *
     * @return nanoseconds on the limit's clock; 0 if there is no such time
     */
    public final long sinceNanos() {
        return sinceNanos;
    }
}
