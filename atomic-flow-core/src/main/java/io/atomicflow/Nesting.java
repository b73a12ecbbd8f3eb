package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskPolicy;
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
 * task that has a limit on its waiting time all mean that things may still move.
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
     * Waits for a task inside the body of another one.
     *
     * @return whether the task has ended
     * @throws IllegalStateException if it never can
     */
    boolean await(TaskRun<?> waiting, TaskRun<?> other, long nanos) throws InterruptedException {
        if (nanos == Completion.FOR_EVER) {
            waitsFor.put(waiting, other);
        }
        pool.isAboutToWait();
        try {
            long left = nanos;
            while (true) {
                if (nanos == Completion.FOR_EVER && canNeverEnd(other, new HashSet<>())) {
                    throw new IllegalStateException("task " + other.id() + " '" + other.name()
                            + "' can never end: it needs a permit of '" + other.limit()
                            + "', and all of them are held by tasks that wait for it, such as task " + waiting.id()
                            + " '" + waiting.name() + "' that asks");
                }
                long round = Math.min(left, LOOK_AGAIN_NANOS);
                if (other.waitPlainly(round)) {
                    return true;
                }
                left = left == Completion.FOR_EVER ? left : left - round;
                if (left <= 0) {
                    return false;
                }
            }
        } finally {
            pool.goesOn();
            waitsFor.remove(waiting);
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
            TaskRun<?> next = phase == Phase.RUNNING ? waitsFor.get(task) : null;
            return next != null && canNeverEnd(next, seen);
        }
        return !mayGiveUp(task) && canNeverBegin(task.itsLimit(), seen);
    }

    private static boolean mayGiveUp(TaskRun<?> task) {
        return task.policy().queueTimeoutNanos() != TaskPolicy.UNLIMITED
                || task.policy().permitTimeoutNanos() != TaskPolicy.UNLIMITED;
    }

    private boolean canNeverBegin(Limit limit, Set<TaskRun<?>> seen) {
        int held = limit.held();
        if (held == 0 || held < limit.permits() || limit.isPaused()) {
            return false;
        }
        int stuck = 0;
        for (Map.Entry<TaskRun<?>, TaskRun<?>> each : waitsFor.entrySet()) {
            if (each.getKey().itsLimit().equals(limit) && canNeverEnd(each.getValue(), seen)) {
                stuck++;
            }
        }
        return stuck >= held;
    }
}
