package io.atomicflow;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own future, which also takes its task out of the flow if it is done (cancelled, as a rule) before that
 * task began.
 *
 * <p>A body that runs is interrupted by the JDK's code, and only if the caller of {@code cancel} wants it to be: so the
 * flow's cancel, which always interrupts, is kept away from it.
 *
 * @param <T> what the body returns
 */
class ExecutorFuture<T extends @Nullable Object> extends FutureTask<T> {

    private final Engine engine;
    private volatile @Nullable ExecutorTask carrier;

    ExecutorFuture(Engine engine, Callable<T> body) {
        super(body);
        this.engine = engine;
    }

    ExecutorFuture(Engine engine, Runnable body, T result) {
        super(body, result);
        this.engine = engine;
    }

    /** Tells this future which task brings it to a worker: the latest, if it was handed back and executed again. */
    final void carriedBy(ExecutorTask task) {
        carrier = task;
    }

    /** A body that waits for another task is covered for, and told if that task can never end. */
    @Override
    public T get() throws InterruptedException, ExecutionException {
        waitIfNested(Completion.FOR_EVER);
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long nanos = unit.toNanos(timeout);
        long begun = System.nanoTime();
        waitIfNested(nanos);
        return super.get(Math.max(0, nanos - (System.nanoTime() - begun)), TimeUnit.NANOSECONDS);
    }

    private void waitIfNested(long nanos) throws InterruptedException {
        ExecutorTask task = carrier;
        if (task != null && !isDone() && engine.runnerOfThisThread() != null) {
            task.await(nanos);
        }
    }

    /** The flow could not begin it. */
    final void fail(Throwable cause) {
        setException(cause);
    }

    @Override
    protected void done() {
        ExecutorTask task = carrier;
        if (task != null && task.takeOut()) {
            task.cancel();
        }
    }
}
