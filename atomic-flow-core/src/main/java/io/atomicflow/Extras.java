package io.atomicflow;

import io.atomicflow.worker.Timers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What only some tasks need: made for a task when it first needs any of it, so that the others do not carry it. Fields
 * that are plain belong to the owner of the task.
 */
final class Extras<T extends @Nullable Object> {

    private static final VarHandle JOINED;
    private static final VarHandle SHARED;
    private static final VarHandle REPORTERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            JOINED = lookup.findVarHandle(Extras.class, "joined", CompletableFuture.class);
            SHARED = lookup.findVarHandle(Extras.class, "shared", CompletableFuture.class);
            REPORTERS = lookup.findVarHandle(Extras.class, "reporters", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** On which only waiting threads depend. */
    volatile @Nullable CompletableFuture<T> joined;
    /** On which anybody's code may depend. */
    volatile @Nullable CompletableFuture<T> shared;

    /** How many threads are publishing progress. */
    private volatile int reporters;

    volatile float progress;

    /** The clock that is running, if it has a limit. */
    Timers.@Nullable Timer timer;

    /** What JFR is told when it gets its permit, if JFR listens. */
    @Nullable
    Object permitWait;

    /** Who stands in line for it; null as long as it may stand there itself. */
    @Nullable
    LineNode node;

    CompletableFuture<T> joinedOr(CompletableFuture<T> fresh) {
        return placed(JOINED, fresh);
    }

    CompletableFuture<T> sharedOr(CompletableFuture<T> fresh) {
        return placed(SHARED, fresh);
    }

    private CompletableFuture<T> placed(VarHandle where, CompletableFuture<T> fresh) {
        @SuppressWarnings("unchecked")
        CompletableFuture<T> witness = (CompletableFuture<T>) where.compareAndExchange(this, null, fresh);
        return witness == null ? fresh : witness;
    }

    void beginReport() {
        REPORTERS.getAndAdd(this, 1);
    }

    void endReport() {
        REPORTERS.getAndAdd(this, -1);
    }

    /** A thread that is publishing progress comes before the end, and never blocks. */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    void awaitReporters() {
        while (reporters != 0) {
            Thread.yield();
        }
    }
}
