package io.atomicflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The first of several bodies that returns; the others are cancelled. For one call.
 *
 * <p>The JDK's own {@code invokeAny} wraps each future in another one, which its cancel does not reach: a loser would
 * keep its place in the queue, and the caller would wait for ever if the flow closed. Here the executor gets the very
 * future that is cancelled.
 *
 * @param <T> what the bodies return
 */
final class FirstSuccess<T> {

    private final Executor executor;
    private final Engine engine;
    private final List<Future<T>> started = new ArrayList<>();
    private final BlockingQueue<Future<T>> ended = new LinkedBlockingQueue<>();

    FirstSuccess(Executor executor, Engine engine) {
        this.executor = executor;
        this.engine = engine;
    }

    /** Starts one body after the other until one has returned, then waits; nanos of no more than zero look once. */
    T of(Collection<? extends Callable<T>> bodies, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Callable<T>> candidates = List.copyOf(bodies);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("none of no tasks can succeed");
        }
        try {
            return first(candidates.iterator(), System.nanoTime() + nanos);
        } finally {
            started.forEach(future -> future.cancel(true));
        }
    }

    private T first(Iterator<Callable<T>> candidates, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        int unfinished = 0;
        while (true) {
            Future<T> next = ended.poll();
            if (next == null && candidates.hasNext()) {
                start(candidates.next());
                unfinished++;
                continue;
            }
            if (next == null) {
                next = awaitNext(deadline);
            }
            if (next == null) {
                throw new TimeoutException("no task has succeeded in time");
            }
            unfinished--;
            boolean last = unfinished == 0 && !candidates.hasNext();
            try {
                return next.get();
            } catch (ExecutionException e) {
                if (last) {
                    throw e;
                }
            } catch (CancellationException e) { // by the flow, which is closing
                if (last) {
                    throw new ExecutionException(e);
                }
            }
        }
    }

    /** A worker that waits here is covered for. */
    private @Nullable Future<T> awaitNext(long deadline) throws InterruptedException {
        engine.pool().isAboutToWait();
        try {
            return ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            engine.pool().goesOn();
        }
    }

    private void start(Callable<T> body) {
        ExecutorFuture<T> future = new ExecutorFuture<>(engine, body) {
            @Override
            protected void done() {
                super.done();
                ended.add(this);
            }
        };
        started.add(future);
        executor.execute(future);
    }
}
