package io.atomicflow.worker;

import java.util.concurrent.ThreadFactory;

/**
 * The worker model: which threads dispatch tasks and run their bodies, and how many.
 *
 * <ul>
 *   <li>{@link #persistent}: choose me when in doubt. Virtual threads: a body that blocks gives its carrier to
 *       others;
 *   <li>{@link #platform}: choose me for bodies that compute for long, or that pin (native calls).
 * </ul>
 *
 * @param count how many workers, 1 or more; also how many bodies can run at once over all limits
 * @param threads makes their threads
 */
public record Workers(int count, ThreadFactory threads) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the count is below 1
     */
    public Workers {
        if (count < 1) {
            throw new IllegalArgumentException("workers must be 1 or more, was " + count);
        }
    }

    /**
     * Virtual threads that live as long as the flow.
     *
     * @param count how many, 1 or more
     * @return the model
     */
    public static Workers persistent(int count) {
        return new Workers(
                count, Thread.ofVirtual().name("atomic-flow-worker-", 0).factory());
    }

    /**
     * Platform threads that live as long as the flow. They are daemons: they do not keep the JVM alive.
     *
     * @param count how many, 1 or more
     * @return the model
     */
    public static Workers platform(int count) {
        return new Workers(
                count,
                Thread.ofPlatform().daemon().name("atomic-flow-worker-", 0).factory());
    }
}
