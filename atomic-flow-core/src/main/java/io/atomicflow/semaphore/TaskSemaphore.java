package io.atomicflow.semaphore;

/**
 * Counts the permits of one limit: the strategy behind a {@link Limit}. It never waits and keeps no line; that is the
 * limit's part.
 *
 * <p>The contract, for all N ≥ 0:
 *
 * <ul>
 *   <li>a permit is given only while fewer than {@link #permits()} are held, in one atomic step;
 *   <li>a permit's id is positive, is never used again, and is higher than that of each permit given before the call
 *       began: it may serve as a fencing token;
 *   <li>whoever holds a permit gives it back once ({@link Permit} and tasks see to that by themselves). A strategy
 *       that knows its permits by name refuses a stale one on top of that; one that only counts cannot.
 * </ul>
 *
 * <p>Apart from the refusal of a size, no method may throw: a line is served for all its waiters at once. The tests
 * of this contract are published as this module's test-jar: extend {@code SemaphoreContract}.
 *
 * <p><b>Permits that live elsewhere.</b> A strategy may keep its permits in another process. {@link #tryAcquire} then
 * answers from what it has at hand; {@link #waiterCame()} and {@link #waiterLeft()} tell it how many are wanted; when
 * one arrives, {@link PermitSignals#available()} has the line ask again. If its permits are leases, it says so by
 * {@link #leasesPermits()}, answers {@link #isValid}, and tells of each lease that is gone by {@link
 * PermitSignals#lost}. A strategy of this process needs none of that.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what a holder wrote before {@link #release} is visible to whoever gets a permit by a
 * {@link #tryAcquire} that needed it.
 *
 * <p><b>Blocking and interruption:</b> no method blocks, takes a lock or looks at the interrupt flag; {@link
 * #tryAcquire} and {@link #release} allocate nothing.
 */
public interface TaskSemaphore {

    /** What {@link #tryAcquire} answers when there is no permit. */
    long NONE = 0;

    /**
     * Takes a permit, if one is free, for somebody who does not stand in line.
     *
     * @return the id of the permit, or {@link #NONE}
     */
    long tryAcquire();

    /**
     * Takes a permit, if one is free, for the first in line. The same as {@link #tryAcquire}, unless the strategy
     * keeps newcomers from overtaking the line.
     *
     * @return the id of the permit, or {@link #NONE}
     */
    default long tryAcquireForWaiter() {
        return tryAcquire();
    }

    /**
     * Gives a permit back.
     *
     * @param permitId what {@link #tryAcquire} returned
     * @return whether it was taken back; false if the strategy can tell that it was not held, and then nothing has
     *     changed
     */
    boolean release(long permitId);

    /**
     * Changes the number of permits. Growing takes effect now. After shrinking, permits that come back vanish until
     * no more than the new number are held.
     *
     * @param permits the new number, 0 to {@link #maxPermits()}
     * @throws IllegalArgumentException if the number is out of these bounds
     */
    void resize(int permits);

    /**
     * Returns how many permits may be held at once.
     *
     * @return the number, 0 or more
     */
    int permits();

    /**
     * Returns how many permits are held now: more than {@link #permits()} only after shrinking, until they come back.
     *
     * @return the number, 0 or more
     */
    int held();

    /**
     * Returns how many permits this strategy can count.
     *
     * @return the highest number that {@link #resize} takes
     */
    default int maxPermits() {
        return Integer.MAX_VALUE;
    }

    /**
     * Tells whether the order of the line is strict: it then is the order in which tasks were queued, whichever worker
     * looks at them first.
     *
     * @return whether the line serves in the order of the queue
     */
    default boolean isStrict() {
        return false;
    }

    /**
     * Tells whether a holder may hand its permit on to somebody else of the same limit, who then is the one to give it
     * back, under the same id. Asked right before that is done, while nobody stands in line. A strategy that says yes
     * must not care who holds a permit, and must not do so while more are held than there are permits.
     *
     * @return whether giving it back now would only make it free for the next who asks; no, unless a strategy knows
     *     better
     */
    default boolean mayHandOn() {
        return false;
    }

    /** Somebody is about to stand in line. */
    default void waiterCame() {}

    /** Somebody has left the line: with a permit, or because it gave up. */
    default void waiterLeft() {}

    /**
     * Hands over how to reach the limit. Called once, before any other method.
     *
     * @param signals what to tell news to
     */
    default void connect(PermitSignals signals) {}

    /**
     * Tells whether a permit may be lost while it is held. Its holders are then kept track of, which costs a little.
     *
     * @return whether {@link PermitSignals#lost} may be called; the same at each call
     */
    default boolean leasesPermits() {
        return false;
    }

    /**
     * Tells whether a permit that was given, and not given back yet, is still valid. Asked by holders once they can be
     * told of a loss, so that none is missed: a strategy first answers no here, then calls {@link PermitSignals#lost}.
     *
     * @param permitId what {@link #tryAcquire} returned
     * @return whether it is; always, unless permits are leases
     */
    default boolean isValid(long permitId) {
        return true;
    }
}
