package io.atomicflow;

import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a handle that is about its end: kept as one plain reference, turned into a future only for who asks for
 * one.
 *
 * <p>No end is missed: who ends the task writes the outcome, then looks for a future; who wants a future puts it
 * there, then looks for the outcome. To complete a future twice does nothing.
 */
abstract class Completion<T extends @Nullable Object> extends Waiter implements TaskHandle<T> {

    private static final VarHandle FUTURE;

    static {
        try {
            FUTURE = MethodHandles.lookup().findVarHandle(Completion.class, "future", CompletableFuture.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Object NULL = new Object();

    /**
     * The bare result, so that a task that succeeds allocates nothing; or any other outcome; or null before the end.
     */
    private volatile @Nullable Object end;

    private volatile @Nullable CompletableFuture<T> future;

    /** As {@link #completeAs}, with what the body returned. */
    final @Nullable Waiter completeWith(T result, @Nullable Waiter next) {
        if (result == null) {
            return completeAs(NULL, next);
        }
        return completeAs(result instanceof TaskOutcome ? new TaskOutcome.Complete<>(result) : result, next);
    }

    /**
     * Makes the end known. If a future was asked for, its dependent actions run here, and may block: so the one who
     * got the permit next does not wait for them, but goes to another worker.
     *
     * @param next who got the permit next, if anybody
     * @return the same, if the caller is to go on with it
     */
    final @Nullable Waiter completeAs(Object outcome, @Nullable Waiter next) {
        end = outcome;
        CompletableFuture<T> asked = future;
        if (asked == null) {
            return next;
        }
        if (next != null) {
            next.resume();
        }
        settle(asked);
        return null;
    }

    @Override
    public final T join() {
        return future().join();
    }

    @Override
    public final TaskOutcome<T> await() throws InterruptedException {
        CompletableFuture<T> asked = future();
        try {
            asked.get();
        } catch (ExecutionException | CancellationException e) {
            // the outcome says it better
        }
        return outcome().orElseThrow();
    }

    @Override
    public final Optional<TaskOutcome<T>> await(Duration timeout) throws InterruptedException {
        CompletableFuture<T> asked = future();
        try {
            asked.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // the outcome, or that there is none, says it better
        }
        return outcome();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // completeWith and completeAs put in nothing but a T or an outcome
    public final Optional<TaskOutcome<T>> outcome() {
        Object seen = end;
        if (seen == null) {
            return Optional.empty();
        }
        if (seen instanceof TaskOutcome<?> outcome) {
            return Optional.of((TaskOutcome<T>) outcome);
        }
        return Optional.of(new TaskOutcome.Complete<>(seen == NULL ? (T) null : (T) seen));
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return future().copy();
    }

    private CompletableFuture<T> future() {
        CompletableFuture<T> asked = future;
        if (asked == null) {
            CompletableFuture<T> fresh = new CompletableFuture<>();
            @SuppressWarnings("unchecked")
            CompletableFuture<T> witness = (CompletableFuture<T>) FUTURE.compareAndExchange(this, null, fresh);
            asked = witness == null ? fresh : witness;
        }
        settle(asked);
        return asked;
    }

    private void settle(CompletableFuture<T> asked) {
        outcome().ifPresent(outcome -> {
            switch (outcome) {
                case TaskOutcome.Complete<T>(T value) -> asked.complete(value);
                case TaskOutcome.Failed<T>(Throwable cause) -> asked.completeExceptionally(cause);
                case TaskOutcome.Cancelled<T>() -> asked.cancel(false);
                case TaskOutcome.TimedOut<T>(String limit) -> asked.completeExceptionally(new TimeoutException(limit));
            }
        });
    }
}
