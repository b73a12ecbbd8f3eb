package io.atomicflow.server.live;

import io.atomicflow.task.TaskHandle;
import java.util.function.Consumer;

/** The tasks that are really there, to compare the picture with when events were lost. */
@FunctionalInterface
public interface LiveTasks {

    /** Visits every task that is live during the whole call, and perhaps some that begin or end meanwhile. */
    void forEach(Consumer<? super TaskHandle<?>> visitor);
}
