package io.atomicflow.server.demo;

import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A task that was accepted: its handle, which knows how it is, and its work, so that it can be done again. */
public final class KnownTask {

    private static final long NONE = 0;

    private final TaskHandle<?> handle;
    private final Task<?> work;
    private final long submittedAtMillis;
    private final long retryOf;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile long endedAtMillis;
    private volatile boolean cancelAsked;

    private KnownTask(TaskHandle<?> handle, Task<?> work, long submittedAtMillis, long retryOf) {
        this.handle = handle;
        this.work = work;
        this.submittedAtMillis = submittedAtMillis;
        this.retryOf = retryOf;
    }

    static KnownTask first(TaskHandle<?> handle, Task<?> work, long submittedAtMillis) {
        return new KnownTask(handle, work, submittedAtMillis, NONE);
    }

    static KnownTask again(TaskHandle<?> handle, KnownTask before, long submittedAtMillis) {
        return new KnownTask(handle, before.work, submittedAtMillis, before.id());
    }

    /** Its number. */
    public long id() {
        return handle.id();
    }

    /** Follows it. */
    public TaskHandle<?> handle() {
        return handle;
    }

    /** What it was asked to do. */
    public Task<?> work() {
        return work;
    }

    /** Where it is right now. */
    public TaskState state() {
        return handle.state();
    }

    /** When it was accepted. */
    public long submittedAtMillis() {
        return submittedAtMillis;
    }

    /** When it ended, if it has. */
    public OptionalLong endedAtMillis() {
        long at = endedAtMillis;
        return at == NONE ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** The task whose work this one does again, if it is one. */
    public OptionalLong retryOf() {
        return retryOf == NONE ? OptionalLong.empty() : OptionalLong.of(retryOf);
    }

    /** Whether to cancel it may still do something. */
    public boolean canCancel() {
        return !cancelAsked && !handle.state().isEnd();
    }

    /** Cancels it. True if it was this call that did. */
    public boolean cancel() {
        boolean cancelled = handle.cancel();
        if (cancelled) {
            cancelAsked = true;
        }
        return cancelled;
    }

    /**
     * Cancels it, or finds it cancelled. One that is just ending is waited for, so that its state is an end.
     *
     * @param longest how long that may take
     * @return false if it has ended by itself
     */
    public boolean cancelOrAwaitEnd(Duration longest) {
        if (cancel() || cancelAsked) {
            return true;
        }
        try {
            awaitEnd(longest.toNanos());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !state().isEnd();
    }

    void endsAt(long atMillis) {
        endedAtMillis = atMillis;
    }

    /** From here on it is among those that have ended. */
    void ended() {
        ended.complete(null);
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Waits until it is among those that have ended, but not for longer than that. */
    void awaitEnd(long nanos) throws InterruptedException {
        try {
            ended.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException enough) {
            // then it ends later
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
