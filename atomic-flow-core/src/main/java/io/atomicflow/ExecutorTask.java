package io.atomicflow;

import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One command of an executor on its way through the flow. Either a worker begins it or somebody takes it out before:
 * one CAS decides, so what was handed back by {@code shutdownNow} never runs, and what runs is never handed back.
 *
 * <p>The flow's handle comes into being after the task may be running already. Whoever cancels leaves a mark, then
 * looks for the handle; whoever brings the handle puts it there, then looks for the mark. So no cancel is lost.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
final class ExecutorTask implements Runnable {

    private enum Stage {
        WAITING,
        BEGUN,
        TAKEN_OUT
    }

    private final long number;
    private final Runnable command;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private volatile boolean unwanted;
    private volatile @Nullable TaskHandle<?> handle;

    private ExecutorTask(long number, Runnable command) {
        this.number = number;
        this.command = command;
    }

    static ExecutorTask carrying(Runnable command, long number) {
        ExecutorTask task = new ExecutorTask(number, Objects.requireNonNull(command, "command"));
        if (command instanceof ExecutorFuture<?> future) {
            future.carriedBy(task);
        }
        return task;
    }

    /** Higher than that of every command that was given to the same executor before. */
    long number() {
        return number;
    }

    Runnable command() {
        return command;
    }

    void acceptedAs(TaskHandle<?> accepted) {
        handle = accepted;
        if (unwanted) {
            accepted.cancel();
        }
    }

    /** Keeps the command from beginning. Answers false if it has begun, or was taken out by somebody else. */
    boolean takeOut() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN_OUT);
    }

    /** Cancels the task in the flow: frees its place if it waits, interrupts it if it runs. */
    void cancel() {
        unwanted = true;
        TaskHandle<?> accepted = handle;
        if (accepted != null) {
            accepted.cancel();
        }
    }

    /** Waits for the flow to end the task, if it has accepted it already. */
    void await(long nanos) throws InterruptedException {
        TaskHandle<?> accepted = handle;
        if (accepted instanceof Completion<?> completion && !completion.hasEnded() && nanos > 0) {
            boolean ignored = completion.waitForEnd(nanos);
        }
    }

    /**
     * The flow has ended the task. If it was the flow that cancelled it, before it began or while its body does not
     * return, or that could not begin it, its future would never be done. One that was taken out is somebody else's.
     */
    void ended(TaskHandle<?> task) {
        if (stage.get() == Stage.TAKEN_OUT) {
            return;
        }
        if (task.state() == TaskState.CANCELLED && command instanceof Future<?> future) {
            future.cancel(false);
        } else if (takeOut()
                && command instanceof ExecutorFuture<?> future
                && task.outcome().orElse(null) instanceof TaskOutcome.Failed<?>(Throwable cause)) {
            future.fail(cause);
        }
    }

    /** Runs the command, on a worker. The flow is told of a failure or a cancel that the future keeps to itself. */
    @Override
    public void run() {
        if (!stage.compareAndSet(Stage.WAITING, Stage.BEGUN)) {
            cancel();
            return;
        }
        try {
            command.run();
        } catch (Throwable e) {
            tellHandlerOfUncaught(e);
            throw e;
        }
        if (command instanceof ExecutorFuture<?> future) {
            switch (future.state()) {
                case CANCELLED -> cancel(); // its body has returned: the interrupt hits nobody
                case FAILED -> throwAsItIs(future.exceptionNow());
                case SUCCESS, RUNNING -> {
                    // nothing to tell; it runs on if somebody has begun it without the executor
                }
            }
        }
    }

    private static void tellHandlerOfUncaught(Throwable thrown) {
        Thread worker = Thread.currentThread();
        try {
            worker.getUncaughtExceptionHandler().uncaughtException(worker, thrown);
        } catch (Throwable ignored) {
            // what a handler throws is ignored by the JVM as well
        }
    }

    /** A body may have thrown a checked exception, or something that is no exception at all. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void throwAsItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
