package io.atomicflow.server.demo;

import io.atomicflow.task.TaskHandle;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The handles of the tasks that have not ended. Any thread may call; it holds what the flow holds anyway, no more.
 */
final class UnfinishedTasks {

    private final ConcurrentMap<Long, TaskHandle<?>> handles = new ConcurrentHashMap<>();

    void addAll(Collection<? extends TaskHandle<?>> accepted) {
        for (TaskHandle<?> handle : accepted) {
            handles.put(handle.id(), handle);
            // Runs at once for one that has ended already, so none is left behind.
            var unused = handle.toCompletableFuture().whenComplete((result, failure) -> handles.remove(handle.id()));
        }
    }

    void forEach(Consumer<? super TaskHandle<?>> visitor) {
        handles.values().forEach(visitor);
    }

    Optional<TaskHandle<?>> find(long id) {
        return Optional.ofNullable(handles.get(id));
    }
}
