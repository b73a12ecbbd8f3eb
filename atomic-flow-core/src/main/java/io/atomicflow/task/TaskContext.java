package io.atomicflow.task;

import java.util.Map;

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
     * Returns what the task is called.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the key of the limit that the task runs under.
     *
     * @return the key
     */
    String limit();

    /**
     * Returns which try this is.
     *
     * @return the attempt, from 1
     */
    int attempt();

    /**
     * Returns what the task was given as notes.
     *
     * @return the attributes, in no special order; immutable
     */
    Map<String, String> attributes();

    /**
     * Tells whether this body is to end: the task was cancelled, its time has run out or its permit was lost. A body
     * that computes for long looks here; a body that blocks is interrupted as well.
     *
     * @return whether it is to end
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
