package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskPolicy;
import io.atomicflow.worker.Runner;
import io.atomicflow.worker.WorkerPool;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Bodies that wait for other tasks of their flow. While one waits, somebody else works in its place; and if what it
 * waits for can never come, it is told so instead of waiting for ever.
 *
 * <pre>
 * A task can never begin if every permit of its limit is held by a body that waits for a task that can never begin:
 * a circle. Who starts to wait first makes itself known, then looks for a circle; so of those who close one together
 * the last to make itself known sees it. A circle may also close later, as when a limit shrinks; so who waits looks
 * again from time to time.
 *
 * What is found is a circle, never a guess: a holder that does not wait, or not for ever, a limit that is paused, and a
 * task that has a limit on the time that it may wait or run all mean that things may still move.
 * </pre>
 */
final class Nesting {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WorkerPool pool;
    private final Map<TaskRun<?>, TaskRun<?>> waitsFor = new ConcurrentHashMap<>();

    Nesting(WorkerPool pool) {
        this.pool = pool;
    }

    /**
     * Waits for a task, perhaps inside the body of another one.
     *
     * @return whether the task has ended
     * @throws IllegalStateException if it never can, and there is no limit to the waiting
     */
    boolean await(TaskRun<?> other, long nanos) throws InterruptedException {
        return nanos == Completion.FOR_EVER ? awaitForEver(other) : awaitCovered(other, nanos);
    }

    private boolean awaitCovered(TaskRun<?> other, long nanos) throws InterruptedException {
        pool.isAboutToWait();
        try {
            return other.waitPlainly(nanos);
        } finally {
            pool.goesOn();
        }
    }

    private boolean awaitForEver(TaskRun<?> other) throws InterruptedException {
        if (!begins(other)) {
            return other.waitPlainly(Completion.FOR_EVER);
        }
        try {
            while (!other.waitPlainly(LOOK_AGAIN_NANOS)) {
                refuseCircle(other);
            }
            return true;
        } finally {
            ends();
        }
    }

    /**
     * The calling thread is about to wait for a task, however long that takes.
     *
     * @return whether it is one of the flow's own; then {@link #ends} is owed
     * @throws IllegalStateException if the task can never end
     */
    boolean begins(TaskRun<?> other) {
        Runner runner = Runner.ofThisThread(pool);
        if (runner == null) {
            return false;
        }
        if (runner.current() instanceof TaskRun<?> waiting) {
            waitsFor.put(waiting, other);
            try {
                refuseCircle(other);
            } catch (IllegalStateException e) {
                waitsFor.remove(waiting);
                throw e;
            }
        }
        pool.isAboutToWait();
        return true;
    }

    void ends() {
        pool.goesOn();
        Runner runner = Runner.ofThisThread(pool);
        if (runner != null && runner.current() instanceof TaskRun<?> waiting) {
            waitsFor.remove(waiting);
        }
    }

    /**
     * The calling thread is about to wait for something that depends on a task, but may come without it as well.
     *
     * @return whether it is one of the flow's own; then {@link #ends} is owed
     */
    boolean beginsUnchecked(TaskRun<?> other) {
        Runner runner = Runner.ofThisThread(pool);
        if (runner == null) {
            return false;
        }
        if (runner.current() instanceof TaskRun<?> waiting) {
            waitsFor.put(waiting, other);
        }
        pool.isAboutToWait();
        return true;
    }

    /** Throws if the task can never end. */
    void refuseCircle(TaskRun<?> other) {
        if (canNeverEnd(other, new HashSet<>())) {
            throw new IllegalStateException("task " + other.id() + " '" + other.name()
                    + "' can never end: it waits for '"
                    + other.limit() + "', and all permits of that limit are held by tasks that wait for this one");
        }
    }

    private boolean canNeverEnd(TaskRun<?> task, Set<TaskRun<?>> seen) {
        if (task.hasEnded()) {
            return false;
        }
        if (!seen.add(task)) {
            return true; // we came back to where we were: that is the circle
        }
        int phase = task.phase();
        if (phase >= Phase.GRANTED) {
            boolean waitsForEver = phase == Phase.RUNNING
                    && task.policy().runTimeoutNanos() == TaskPolicy.UNLIMITED;
            TaskRun<?> next = waitsForEver ? waitsFor.get(task) : null;
            return next != null && canNeverEnd(next, seen);
        }
        return !mayGiveUp(task) && canNeverBegin(task.itsLimit(), seen);
    }

    private static boolean mayGiveUp(TaskRun<?> task) {
        boolean isBeforeLine = task.phase() <= Phase.QUEUED;
        return (isBeforeLine && task.policy().queueTimeoutNanos() != TaskPolicy.UNLIMITED)
                || task.policy().permitTimeoutNanos() != TaskPolicy.UNLIMITED;
    }

    private boolean canNeverBegin(Limit limit, Set<TaskRun<?>> seen) {
        int held = limit.held();
        if (held == 0 || held < limit.permits() || limit.isPaused()) {
            return false;
        }
        int stuck = 0;
        for (TaskRun<?> holder : waitsFor.keySet()) {
            if (holder.itsLimit().equals(limit) && canNeverEnd(holder, seen)) {
                stuck++;
            }
        }
        return stuck >= held;
    }
}
