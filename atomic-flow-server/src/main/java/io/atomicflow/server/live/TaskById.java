package io.atomicflow.server.live;

import io.atomicflow.task.TaskHandle;
import java.util.Optional;

/** Finds a task that has not ended. */
@FunctionalInterface
public interface TaskById {

    /** The task, if there is one of this id that has not ended. Any thread may ask, often. */
    Optional<TaskHandle<?>> find(long id);
}
