package io.atomicflow.worker;

/**
 * What a worker does that finds nothing to do.
 *
 * <ul>
 *   <li>{@link #park}: choose me when in doubt. Sleeps at once; costs nothing while idle, and a wake-up (some 5 to 50
 *       µs) for the first task after a silence;
 *   <li>{@link #spinThenPark}: choose me when the first task after a short silence must not wait for a wake-up, and a
 *       core can be spared. One worker at a time looks again so many times before it sleeps.
 * </ul>
 *
 * @param spins how many times to look again before sleeping, 0 or more
 */
public record Idle(int spins) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Idle {
        if (spins < 0) {
            throw new IllegalArgumentException("spins must be 0 or more, was " + spins);
        }
    }

    /**
     * Sleeps at once.
     *
     * @return the strategy
     */
    public static Idle park() {
        return new Idle(0);
    }

    /**
     * Looks again some times, then sleeps.
     *
     * @param spins how many times, 0 or more; a thousand are some ten microseconds
     * @return the strategy
     * @throws IllegalArgumentException if the number is negative
     */
    public static Idle spinThenPark(int spins) {
        return new Idle(spins);
    }
}
