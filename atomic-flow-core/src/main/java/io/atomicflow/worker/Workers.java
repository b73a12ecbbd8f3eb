package io.atomicflow.worker;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * The worker model: which threads dispatch tasks and run their bodies, and how many.
 *
 * <ul>
 *   <li>{@link #persistent}: choose me when in doubt. Virtual threads: a body that blocks gives its carrier to
 *       others;
 *   <li>{@link #platform}: choose me for bodies that compute for long, or that pin (native calls);
 *   <li>{@link #perTask}: choose me when limits alone shall say how much runs at once, or when bodies count on fresh
 *       thread locals. One virtual thread dispatches; each task that was granted its permit gets one of its own.
 * </ul>
 *
 * @param count how many workers, 1 or more; but for {@link #perTask} also how many bodies can run at once over all
 *     limits
 * @param threads makes their threads
 * @param bodies on which threads bodies run
 * @param idle what a worker does that finds nothing to do
 */
public record Workers(int count, ThreadFactory threads, Bodies bodies, Idle idle) {

    /** On which threads bodies run. */
    public enum Bodies {
        /** On the workers, which live as long as the flow. */
        ON_WORKERS,
        /** Each on a thread of its own, made by the same factory. */
        ON_FRESH_THREADS
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the count is below 1
     */
    public Workers {
        if (count < 1) {
            throw new IllegalArgumentException("workers must be 1 or more, was " + count);
        }
        Objects.requireNonNull(threads, "threads");
        Objects.requireNonNull(bodies, "bodies");
        Objects.requireNonNull(idle, "idle");
    }

    /**
     * Virtual threads that live as long as the flow.
     *
     * @param count how many, 1 or more
     * @return the model
     */
    public static Workers persistent(int count) {
        return new Workers(
                count,
                Thread.ofVirtual().name("atomic-flow-worker-", 0).factory(),
                Bodies.ON_WORKERS,
                Idle.park());
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
                Thread.ofPlatform().daemon().name("atomic-flow-worker-", 0).factory(),
                Bodies.ON_WORKERS,
                Idle.park());
    }

    /**
     * A fresh virtual thread for each task that was granted its permit. What waits for one is still a plain object.
     *
     * @return the model
     */
    public static Workers perTask() {
        return new Workers(
                1,
                Thread.ofVirtual().name("atomic-flow-task-", 0).factory(),
                Bodies.ON_FRESH_THREADS,
                Idle.park());
    }

    /**
     * The same with another idle strategy.
     *
     * @param strategy what a worker does that finds nothing to do
     * @return the model
     */
    public Workers idle(Idle strategy) {
        return new Workers(count, threads, bodies, strategy);
    }

    /**
     * The same with threads of another make, such as ones with a name or an exception handler of your own.
     *
     * @param factory makes the threads
     * @return the model
     */
    public Workers threads(ThreadFactory factory) {
        return new Workers(count, factory, bodies, idle);
    }
}
