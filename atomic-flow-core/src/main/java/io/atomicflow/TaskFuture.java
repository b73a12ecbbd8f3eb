package io.atomicflow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TaskRun#toCompletableFuture()} hands out, and all that depends on it. A body that waits for it is
 * covered for. As it may be completed by others as well, a body is told only after a while that the task can never
 * end.
 */
final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private static final long LOOK_SECONDS = 1;

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
        boolean interrupted = false;
        try {
            while (!isDone()) {
                try {
                    T ignored = get();
                } catch (ExecutionException | CancellationException e) {
                    break; // join says it in its own way
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (isDone() || !task.engine().nesting().beginsUnchecked(task)) {
            return super.get();
        }
        try {
            while (true) {
                try {
                    return super.get(LOOK_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    task.engine().nesting().refuseCircle(task);
                }
            }
        } finally {
            task.engine().nesting().ends();
        }
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        task.engine().pool().isAboutToWait();
        try {
            return super.get(timeout, unit);
        } finally {
            task.engine().pool().goesOn();
        }
    }
}
