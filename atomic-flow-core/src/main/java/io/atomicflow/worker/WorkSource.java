package io.atomicflow.worker;

import io.atomicflow.queue.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Where workers find what to do.
 *
 * <p><b>Thread-safety:</b> all methods are called by any worker at any time. Work that was made available before a
 * call of {@link WorkerPool#signal} began must be found by each call that begins after it, until somebody takes it.
 */
public interface WorkSource {

    /** Something to do. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it. Must not throw.
         *
         * @param runner the thread that does it
         */
        void run(Runner runner);

        /**
         * Tells whether this work tells the pool itself, by {@link WorkerPool#goesToShortWork} or {@link
         * WorkerPool#goesToLongWork}, before it does anything that may take time. Otherwise the pool takes it for long.
         *
         * @return whether it does; the same at each call
         */
        default boolean saysHowLong() {
            return false;
        }

        /** It takes longer than it was thought to. May be called by any thread while it is being done. */
        default void takesLong() {}
    }

    /**
     * Takes something to do.
     *
     * @param turn a number that each worker raises by one from call to call, for a source that alternates between
     *     places
     * @return what to do, or null if there is nothing
     */
    @Nullable
    Work poll(int turn);

    /**
     * Tells whether there is nothing to do.
     *
     * @return whether {@link #poll} would find nothing
     */
    boolean isEmpty();

    /**
     * Returns where a thread is to count what it does.
     *
     * @param worker its number
     * @return the worker's own, or that of all others
     */
    Tally tallyOf(int worker);

    /**
     * Returns what time it is, for a worker that has slept.
     *
     * @return nanoseconds on the flow's clock
     */
    long nanoTime();
}
