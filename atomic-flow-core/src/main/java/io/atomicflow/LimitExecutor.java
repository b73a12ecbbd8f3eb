package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A flow under one limit, for code that only knows {@link java.util.concurrent.ExecutorService}. It has no threads and
 * no queue: a command becomes a task of the flow, and while it waits it is an object in the flow's queue or in the
 * limit's line. What is its own is a life: to shut it down touches neither the flow nor other executors of the limit.
 *
 * <p>Where the contract leaves a choice, it does as {@link java.util.concurrent.ThreadPoolExecutor} does:
 *
 * <ul>
 *   <li>What a command of {@code execute} throws goes to its thread's handler of uncaught exceptions. The thread lives
 *       on, and the flow records the task as failed.
 *   <li>A future that {@code shutdownNow} hands back is not cancelled: whoever has it may run it.
 *   <li>A cancelled future frees its place at once; but not if {@code execute} got it inside of another one, as from an
 *       {@link java.util.concurrent.ExecutorCompletionService}.
 *   <li>{@code close()} from inside a task of this executor waits for itself, for ever.
 * </ul>
 *
 * <p>Once the flow is closed, each command is rejected. What its close cancelled has ended for this executor too; so
 * has what it abandoned, though a body may still run. Futures among that are cancelled, unless they are done.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time, also from inside a task.
 *
 * <p><b>Memory ordering:</b> what a thread wrote before it submitted is visible to the body; what the body wrote is
 * visible to whoever got its result, or saw this executor terminated.
 *
 * <p><b>Blocking and interruption:</b> {@code invokeAll}, {@code invokeAny}, {@code awaitTermination} and {@code
 * close} wait, and can be interrupted. What becomes of a command that there is no room for is for the flow's {@link
 * Admission} to say: unless it was built otherwise, the command is rejected at once.
 */
final class LimitExecutor extends AbstractExecutorService {

    /*
     * Exactness. A command enters by a count that shutdown closes in the same word, so it is rejected, or awaited. It
     * leaves when the flow has ended its task, however that came about.
     *
     * shutdownNow raises a flag, then looks through the set; execute puts its task into the set, then looks at the
     * flag. So each task is seen by one of the two, and who takes it out decides what becomes of it: rejected, or
     * handed back.
     */
    private final AtomicFlow flow;
    private final Limit limit;
    private final Engine engine;
    private final ExecutorLife life = new ExecutorLife();
    private final Set<ExecutorTask> tasks = ConcurrentHashMap.newKeySet();
    private final AtomicLong commands = new AtomicLong();
    private volatile boolean stopping;

    LimitExecutor(AtomicFlow flow, Limit limit, Engine engine) {
        this.flow = flow;
        this.limit = limit;
        this.engine = engine;
    }

    @Override
    public void execute(Runnable command) {
        ExecutorTask task = ExecutorTask.carrying(command, commands.incrementAndGet());
        if (!life.enter()) {
            throw shutDown();
        }
        TaskHandle<?> handle;
        try {
            tasks.add(task);
            if (stopping) {
                throw shutDown();
            }
            handle = flow.submit(limit, task);
        } catch (Throwable e) {
            boolean handedBack = !task.takeOut(); // shutdownNow was quicker: its caller has the command
            forget(task);
            if (handedBack) {
                return;
            }
            throw e;
        }
        task.acceptedAs(handle);
        CompletableFuture<?> ignored = handle.toCompletableFuture().whenComplete((result, thrown) -> {
            try {
                task.ended(handle);
            } finally {
                forget(task);
            }
        });
    }

    private void forget(ExecutorTask task) {
        tasks.remove(task);
        life.leave();
    }

    private RejectedExecutionException shutDown() {
        return new RejectedExecutionException("this executor of limit '" + limit.key() + "' is shut down");
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> body) {
        return new ExecutorFuture<>(engine, body);
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable body, T result) {
        return new ExecutorFuture<>(engine, body, result);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        try {
            return new FirstSuccess<T>(this, engine).of(bodies, Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError("three centuries have passed", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new FirstSuccess<T>(this, engine).of(bodies, unit.toNanos(timeout));
    }

    @Override
    public void shutdown() {
        life.shut();
    }

    /** Takes out what waits before anything is cancelled: a permit that comes free must not let in the next one. */
    @Override
    public List<Runnable> shutdownNow() {
        life.shut();
        stopping = true;
        List<ExecutorTask> unfinished = tasks.stream().sorted(Comparator.comparingLong(ExecutorTask::number)).toList();
        List<ExecutorTask> takenOut = unfinished.stream().filter(ExecutorTask::takeOut).toList();
        unfinished.forEach(ExecutorTask::cancel);
        return takenOut.stream().map(ExecutorTask::command).toList();
    }

    @Override
    public boolean isShutdown() {
        return life.isShut();
    }

    @Override
    public boolean isTerminated() {
        return life.hasEnded();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitEnd(timeout, Objects.requireNonNull(unit, "unit"));
    }

    /**
     * Shuts down and waits for all tasks to end. The first interrupt stops them as {@link #shutdownNow} does, and the
     * waiting goes on. As nobody gets to see what never began, futures among it are cancelled.
     */
    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        while (!isTerminated()) {
            try {
                boolean ignored = awaitEnd(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                if (!interrupted) {
                    interrupted = true;
                    shutdownNow().stream()
                            .filter(Future.class::isInstance)
                            .forEach(future -> ((Future<?>) future).cancel(false));
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A worker that waits here is covered for. */
    private boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        engine.pool().isAboutToWait();
        try {
            return life.await(timeout, unit);
        } finally {
            engine.pool().goesOn();
        }
    }

    @Override
    public String toString() {
        String stage = isTerminated() ? "terminated" : isShutdown() ? "shut down" : "open";
        return "ExecutorService[limit " + limit.key() + ", " + stage + ", " + tasks.size() + " tasks]";
    }
}
