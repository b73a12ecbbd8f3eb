package io.atomicflow;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
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

    private volatile @Nullable ExecutorTask carrier;

    ExecutorFuture(Callable<T> body) {
        super(body);
    }

    ExecutorFuture(Runnable body, T result) {
        super(body, result);
    }

    /** Tells this future which task brings it to a worker: the latest, if it was handed back and executed again. */
    final void carriedBy(ExecutorTask task) {
        carrier = task;
    }

    @Override
    protected void done() {
        ExecutorTask task = carrier;
        if (task != null && task.takeOut()) {
            task.cancel();
        }
    }
}
