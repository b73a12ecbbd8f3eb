package io.atomicflow.task;

/**
 * The running task as its own body sees it.
 *
 * <p><b>Thread-safety:</b> may be used by any thread, as long as the body runs.
 */
public interface TaskContext {

    /**
     * Returns the number of the task, unique within its flow.
     *
     * @return the id, from 1
     */
    long taskId();

    /**
     * Returns which try this is.
     *
     * @return the attempt, from 1
     */
    int attempt();

    /**
     * Tells whether somebody asked for this task to be cancelled. A body that computes for long looks here; a body
     * that blocks is interrupted as well.
     *
     * @return whether a cancel was asked for
     */
    boolean isCancelled();

    /**
     * Reports how far the work is. Listeners see it as an event. Never blocks.
     *
     * @param fraction from 0 to 1
     * @throws IllegalArgumentException if the fraction is below 0, above 1 or not a number
     */
    void progress(double fraction);
}
