package io.atomicflow.event;

import io.atomicflow.task.TaskContext;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens for a flight recording, if one is going on. On a JVM without JFR it does nothing.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time. What a begin returned may be given to
 * the end by another thread. Nothing is allocated while no recording is going on.
 */
public interface Recorder {

    /**
     * A task begins to wait for its permit.
     *
     * @return what to hand to {@link #endPermitWait}, or null if nobody records
     */
    default @Nullable Object beginPermitWait() {
        return null;
    }

    /**
     * A task has its permit.
     *
     * @param begun what {@link #beginPermitWait} returned
     * @param task the task
     */
    default void endPermitWait(@Nullable Object begun, TaskContext task) {}

    /**
     * A body begins.
     *
     * @return what to hand to {@link #endTask}, or null if nobody records
     */
    default @Nullable Object beginTask() {
        return null;
    }

    /**
     * A body has ended.
     *
     * @param begun what {@link #beginTask} returned
     * @param task the task
     * @param outcome how this attempt ended
     */
    default void endTask(@Nullable Object begun, TaskContext task, TaskState outcome) {}

    /**
     * There is to be another attempt.
     *
     * @param task the task, still with the number of the attempt that failed
     * @param cause what went wrong
     * @param delay how long until the next attempt
     */
    default void retry(TaskContext task, Throwable cause, Duration delay) {}

    /**
     * Lets recordings ask for the state of the flow from time to time, until {@link #close}.
     *
     * @param stats where to look
     */
    default void watch(FlowStats stats) {}

    /** The flow has ended. */
    default void close() {}

    /** The state of a flow, for those who ask from time to time. */
    interface FlowStats {
        /**
         * Returns slots of the queue that are taken.
         *
         * @return the number now
         */
        long queued();

        /**
         * Returns how many tasks wait for a permit.
         *
         * @return the number now
         */
        long waiting();

        /**
         * Returns how many bodies run.
         *
         * @return the number now
         */
        long running();

        /**
         * Returns how many tasks have ended.
         *
         * @return the number so far
         */
        long ended();
    }

    /**
     * Finds out whether this JVM has JFR.
     *
     * @return a recorder
     */
    static Recorder create() {
        boolean hasJfr = ModuleLayer.boot().findModule("jdk.jfr").isPresent()
                && (!Recorder.class.getModule().isNamed()
                        || Recorder.class.getModule().canRead(
                                ModuleLayer.boot().findModule("jdk.jfr").orElseThrow()));
        return hasJfr ? new JfrRecorder() : new Recorder() {};
    }
}
