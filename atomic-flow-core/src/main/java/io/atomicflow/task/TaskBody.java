package io.atomicflow.task;

import org.jspecify.annotations.Nullable;

/**
 * What a task does. Runs on a worker's thread, once its permit is held. It may block: a virtual worker then gives its
 * carrier to others.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface TaskBody<T extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param context the running task, to report progress and to see a cancel
     * @return the result
     * @throws Exception if the work failed; the task then ends as {@link TaskState#FAILED}
     */
    T run(TaskContext context) throws Exception;
}
