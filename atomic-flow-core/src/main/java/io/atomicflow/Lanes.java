package io.atomicflow;

import io.atomicflow.queue.TaskQueue;
import io.atomicflow.task.FlowClock;
import io.atomicflow.task.Priority;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The queue by priority: a lane for each that was ever used, first in first out in each. As in the line of a limit, a
 * priority is a head start of so much time, so that nothing starves. As long as all tasks are of normal priority this
 * is one queue, and nobody looks at a clock.
 */
final class Lanes {

    private static final int NORMAL = Priority.NORMAL.level();
    private static final int EXPECTED = 256;

    /** So many more shells than tasks of the queue are not worth a pass. */
    private static final int FEW = 1024;

    private final FlowClock clock;
    private final long agingNanos;
    private final long shellsAllowed;
    private final AtomicLong shells = new AtomicLong();
    private final TaskQueue<TaskRun<?>> normal;
    private volatile @Nullable TaskQueue<TaskRun<?>> high;
    private volatile @Nullable TaskQueue<TaskRun<?>> low;

    /** When the first task of another priority came: those that were queued untimed came before, or just then. */
    private volatile long timedSinceNanos;

    Lanes(int expected, long agingNanos, FlowClock clock) {
        this.clock = clock;
        this.normal = TaskQueue.expecting(expected);
        this.agingNanos = agingNanos;
        this.shellsAllowed = expected + (long) FEW;
    }

    /** Whether tasks have to be told when they are queued. */
    boolean needTimes() {
        return high != null || low != null;
    }

    void offer(TaskRun<?> task) {
        switch (task.priority()) {
            case NORMAL -> normal.offer(task);
            case HIGH -> made(high, Priority.HIGH).offer(task);
            case LOW -> made(low, Priority.LOW).offer(task);
        }
    }

    /** Takes the next one out. */
    @Nullable
    TaskRun<?> poll() {
        if (!needTimes()) {
            return normal.poll();
        }
        for (TaskQueue<TaskRun<?>> lane = next(); lane != null; lane = next()) {
            TaskRun<?> task = lane.poll();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    /** Takes the oldest one out, of the lowest priority that there is. */
    @Nullable
    TaskRun<?> pollToDrop() {
        TaskQueue<TaskRun<?>> lowest = low;
        TaskRun<?> task = lowest == null ? null : lowest.poll();
        if (task == null) {
            task = normal.poll();
        }
        TaskQueue<TaskRun<?>> highest = high;
        return task == null && highest != null ? highest.poll() : task;
    }

    /** A cancelled task stays behind: not for ever, and not without bound. */
    void leftShell() {
        if (shells.incrementAndGet() > shellsAllowed) {
            shells.set(0);
            sweep();
        }
    }

    /** Throws out cancelled tasks, but for those of strict lines: there each element calls for one that is noted. */
    private void sweep() {
        sweep(normal);
        sweep(high);
        sweep(low);
    }

    private static void sweep(@Nullable TaskQueue<TaskRun<?>> lane) {
        if (lane != null) {
            lane.sweep(task -> task.state().isEnd() && !task.gate().isStrict());
        }
    }

    boolean isEmpty() {
        return normal.isEmpty() && isEmpty(high) && isEmpty(low);
    }

    private @Nullable TaskQueue<TaskRun<?>> next() {
        TaskQueue<TaskRun<?>> best = null;
        long bestTime = 0;
        for (int level = Priority.values().length - 1; level >= 0; level--) {
            TaskQueue<TaskRun<?>> lane = level == NORMAL ? normal : level > NORMAL ? high : low;
            TaskRun<?> first = lane == null ? null : lane.peek();
            if (first != null) {
                long time = first.queuedNanos(timedSinceNanos) - level * agingNanos;
                if (best == null || time - bestTime < 0) {
                    best = lane;
                    bestTime = time;
                }
            }
        }
        return best;
    }

    /** The only lock of the queue, taken while a lane does not exist yet. */
    private synchronized TaskQueue<TaskRun<?>> make(Priority priority) {
        TaskQueue<TaskRun<?>> lane = priority == Priority.HIGH ? high : low;
        if (lane == null) {
            lane = TaskQueue.expecting(EXPECTED);
            if (!needTimes()) {
                timedSinceNanos = clock.nanoTime();
            }
            if (priority == Priority.HIGH) {
                high = lane;
            } else {
                low = lane;
            }
        }
        return lane;
    }

    private TaskQueue<TaskRun<?>> made(@Nullable TaskQueue<TaskRun<?>> lane, Priority priority) {
        return lane != null ? lane : make(priority);
    }

    private static boolean isEmpty(@Nullable TaskQueue<?> lane) {
        return lane == null || lane.isEmpty();
    }
}
