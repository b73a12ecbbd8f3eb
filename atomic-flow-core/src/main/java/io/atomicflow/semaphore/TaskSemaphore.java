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
 *       began;
 *   <li>whoever holds a permit gives it back once ({@link Permit} and tasks see to that by themselves). A strategy
 *       that knows its permits by name refuses a stale one on top of that; one that only counts cannot.
 * </ul>
 *
 * <p>Apart from the refusal of a size, no method may throw: a line is served for all its waiters at once.
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
     * Takes a permit if one is free.
     *
     * @return the id of the permit, or {@link #NONE}
     */
    long tryAcquire();

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
     * @param permits the new number, 0 or more
     * @throws IllegalArgumentException if the number is negative, or more than this strategy can count
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
}
