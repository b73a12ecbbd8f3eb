package io.atomicflow;

import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskTimeoutException;
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
 * one. There are two such futures. Nothing but waiting threads depends on the first, so it is completed by whoever ends
 * the task. On the second may depend anybody's code, so it is completed last, and never by the timers.
 *
 * <p>No end is missed: who ends the task writes the outcome, then, after a full fence, looks for a future; who wants a
 * future puts it there, then looks for the outcome. To complete a future twice does nothing.
 */
abstract class Completion<T extends @Nullable Object> extends Waiter implements TaskHandle<T> {

    static final long FOR_EVER = Long.MAX_VALUE;

    private static final VarHandle END;
    private static final VarHandle EXTRAS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            END = lookup.findVarHandle(Completion.class, "end", Object.class);
            EXTRAS = lookup.findVarHandle(Completion.class, "extras", Extras.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Object NULL = new Object();

    /**
     * The bare result, so that a task that succeeds allocates nothing; or any other outcome; or null before the end.
     */
    private volatile @Nullable Object end;

    private volatile @Nullable Extras<T> extras;

    /** What it needs besides, if it ever needed any. */
    final @Nullable Extras<T> extras() {
        return extras;
    }

    /** What it needs besides, made if it is not there yet. */
    final Extras<T> needsExtras() {
        Extras<T> there = extras;
        if (there != null) {
            return there;
        }
        Extras<T> fresh = new Extras<>();
        @SuppressWarnings("unchecked")
        Extras<T> witness = (Extras<T>) EXTRAS.compareAndExchange(this, null, fresh);
        return witness == null ? fresh : witness;
    }

    /** What to put in as the end for what the body returned. */
    static Object endOf(@Nullable Object result) {
        if (result == null) {
            return NULL;
        }
        return result instanceof TaskOutcome ? new TaskOutcome.Complete<>(result) : result;
    }

    /**
     * Puts the outcome in. A full fence is owed before {@link #complete}.
     *
     * @param outcome what {@link #endOf} made, or any other outcome
     */
    final void putEnd(Object outcome) {
        END.setRelease(this, outcome);
    }

    /**
     * Tells who waits for the end, and leaves it to the caller to run what depends on it.
     *
     * @return what to run, perhaps on another thread; null if nothing depends on it
     */
    final @Nullable Runnable complete() {
        Extras<T> asked = extras;
        if (asked == null) {
            return null;
        }
        CompletableFuture<T> waited = asked.joined;
        if (waited != null) {
            settle(waited);
        }
        CompletableFuture<T> others = asked.shared;
        return others == null ? null : () -> settle(others);
    }

    /** Whether somebody has asked for a future that anybody's code may depend on. */
    final boolean isShared() {
        Extras<T> asked = extras;
        return asked != null && asked.shared != null;
    }

    final boolean hasEnded() {
        return end != null;
    }

    /**
     * Waits for the end, if there is no reason not to.
     *
     * @return whether the task has ended
     */
    abstract boolean waitForEnd(long nanos) throws InterruptedException;

    /** Makes the future that others get to see, or depend on. */
    abstract CompletableFuture<T> newFuture();

    final boolean waitPlainly(long nanos) throws InterruptedException {
        CompletableFuture<T> future = joined();
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // the outcome, or that there is none, says it better
        }
        return hasEnded();
    }

    @Override
    public final T join() {
        boolean interrupted = false;
        try {
            while (!hasEnded()) {
                try {
                    boolean ignored = waitForEnd(FOR_EVER);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return joined().join();
    }

    @Override
    public final TaskOutcome<T> await() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting for a task");
        }
        while (!hasEnded()) {
            boolean ignored = waitForEnd(FOR_EVER);
        }
        return outcome().orElseThrow();
    }

    @Override
    public final Optional<TaskOutcome<T>> await(Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting for a task");
        }
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        if (!hasEnded() && nanos > 0) {
            boolean ignored = waitForEnd(nanos);
        }
        return outcome();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // nothing is put in but a T or an outcome
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
        Extras<T> mine = needsExtras();
        CompletableFuture<T> asked = mine.shared;
        if (asked == null) {
            asked = mine.sharedOr(newFuture());
        }
        settle(asked);
        return asked.copy();
    }

    private CompletableFuture<T> joined() {
        Extras<T> mine = needsExtras();
        CompletableFuture<T> asked = mine.joined;
        if (asked == null) {
            asked = mine.joinedOr(new CompletableFuture<>());
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
                case TaskOutcome.TimedOut<T>(var limit) -> asked.completeExceptionally(
                        new TaskTimeoutException(limit, "the " + limit + " time of task " + id() + " ran out"));
            }
        });
    }
}
