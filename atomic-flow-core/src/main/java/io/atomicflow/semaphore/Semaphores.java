package io.atomicflow.semaphore;

/**
 * Makes the semaphore of each new limit. Choose one, or write your own:
 *
 * <ul>
 *   <li>{@link #channel()}: choose me when in doubt. Permits are made beforehand and travel through a channel, so
 *       each one is known by name, and a stale one is refused;
 *   <li>{@link #atomic()}: choose me when limits are huge or many. One counter, no permit objects;
 *   <li>{@link #fair()}: choose me when the order must be strict. No newcomer takes a permit while anybody waits, and
 *       tasks begin in the order in which they were queued.
 * </ul>
 *
 * <p><b>Thread-safety:</b> {@link #create} may be called by any thread at any time.
 */
@FunctionalInterface
public interface Semaphores {

    /**
     * Makes the semaphore of one limit.
     *
     * @param permits how many permits it has at first, 0 or more
     * @return a new semaphore, none of its permits held
     * @throws IllegalArgumentException if the number is negative, or more than the strategy can count
     */
    TaskSemaphore create(int permits);

    /**
     * Permits that are made beforehand and travel through a channel. At most {@value ChannelSemaphore#MAX_PERMITS} a
     * limit.
     *
     * @return the strategy
     */
    static Semaphores channel() {
        return ChannelSemaphore::new;
    }

    /**
     * One atomic counter a limit, up to {@link Integer#MAX_VALUE} permits.
     *
     * @return the strategy
     */
    static Semaphores atomic() {
        return AtomicSemaphore::new;
    }

    /**
     * Strictly first come first served, also for {@link Limit#tryAcquire()}. At most {@value FairSemaphore#MAX_PERMITS}
     * permits a limit.
     *
     * @return the strategy
     */
    static Semaphores fair() {
        return FairSemaphore::new;
    }
}
