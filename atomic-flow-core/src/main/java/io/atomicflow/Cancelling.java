package io.atomicflow;

import io.atomicflow.semaphore.Waiter;
import io.atomicflow.worker.Runner;
import io.atomicflow.worker.Timers;
import io.atomicflow.worker.WorkerPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cancels everything, wherever it is, when a flow is closed. First the flag, then the sweep: a task comes to rest
 * first, then looks at the flag. So none slips through.
 */
final class Cancelling {

    private final Lanes queue;
    private final ReadyLine ready;
    private final Timers timers;
    private final WorkerPool pool;
    private final LimitTable limits;
    private final AtomicInteger readyRings = new AtomicInteger();
    private final Attention attention;
    private volatile boolean on;

    Cancelling(Lanes queue, ReadyLine ready, Timers timers, WorkerPool pool, LimitTable limits,
            Attention attention) {
        this.attention = attention;
        this.queue = queue;
        this.ready = ready;
        this.timers = timers;
        this.pool = pool;
        this.limits = limits;
    }

    /** Whether each task that comes to rest has to cancel itself. */
    boolean isOn() {
        return on;
    }

    void cancelEverything() {
        attention.oneMore(); // for good
        on = true;
        for (Runnable action : timers.clear()) {
            if (action instanceof Due(TaskRun<?> task, int ignored)) {
                cancel(task);
            }
        }
        for (TaskRun<?> task = queue.poll(); task != null; task = queue.poll()) {
            cancel(task);
            letAnotherLineUp(task);
        }
        cancelReady();
        cancelRunning();
        limits.all().forEach(entry -> {
            for (Waiter waiter : entry.gate().waiters()) {
                TaskRun<?> task = LineNode.taskOf(waiter);
                if (task != null) {
                    cancel(task);
                }
            }
        });
    }

    /**
     * In a strict line the task that was taken may be another than the one that is next. The sweep will find that one.
     */
    private static void letAnotherLineUp(TaskRun<?> taken) {
        if (taken.gate().isStrict()) {
            Waiter granted = taken.gate().letNextLineUp(taken);
            if (granted != null) {
                granted.resume();
            }
        }
    }

    /**
     * Cancels what was granted a permit. Each cancel frees that permit, which may bring the next waiter here while we
     * are at it: whoever comes second only rings, and the first goes round again. So a line of any length takes no
     * stack.
     */
    void cancelReady() {
        if (readyRings.getAndIncrement() != 0) {
            return;
        }
        int heard = 1;
        do {
            for (TaskRun<?> task = ready.poll(); task != null; task = ready.poll()) {
                cancel(task);
            }
            heard = readyRings.addAndGet(-heard);
        } while (heard != 0);
    }

    private void cancelRunning() {
        for (Runner runner : pool.runners()) {
            if (runner.current() instanceof TaskRun<?> task) {
                cancel(task);
            }
        }
    }

    /** Ends each task whose body has not returned after it was cancelled, and tells how many there were. */
    int abandonAll() {
        cancelRunning();
        int abandoned = 0;
        for (Runner runner : pool.runners()) {
            if (runner.current() instanceof TaskRun<?> task && Ending.abandoned(task)) {
                abandoned++;
            }
        }
        return abandoned;
    }

    private static void cancel(TaskRun<?> task) {
        boolean ignored = task.cancel();
    }
}
