package io.atomicflow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TaskRun#toCompletableFuture()} hands out, and all that depends on it. A body that waits for it is
 * covered for, and told if the task can never end, as with the handle itself.
 */
final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final TaskRun<?> task;

    TaskFuture(TaskRun<?> task) {
        this.task = task;
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new TaskFuture<>(task);
    }

    @Override
    public T join() {
        if (isDone() || !task.engine.nesting().begins(task)) {
            return super.join();
        }
        try {
            return super.join();
        } finally {
            task.engine.nesting().ends();
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (isDone() || !task.engine.nesting().begins(task)) {
            return super.get();
        }
        try {
            return super.get();
        } finally {
            task.engine.nesting().ends();
        }
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        task.engine.pool().isAboutToWait();
        try {
            return super.get(timeout, unit);
        } finally {
            task.engine.pool().goesOn();
        }
    }
}
