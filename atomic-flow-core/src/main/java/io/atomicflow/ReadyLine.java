package io.atomicflow;

import io.atomicflow.queue.TaskQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were granted a permit while no worker was at hand. Mostly there are none, and whoever looks is told so by
 * one count, not fewer than there are.
 */
final class ReadyLine {

    static final int EXPECTED = 1024;

    private final TaskQueue<TaskRun<?>> tasks = TaskQueue.expecting(EXPECTED);
    private final AtomicInteger count = new AtomicInteger();

    void offer(TaskRun<?> task) {
        count.getAndIncrement();
        tasks.offer(task);
    }

    boolean mayHaveSome() {
        return count.get() > 0;
    }

    @Nullable
    TaskRun<?> poll() {
        TaskRun<?> task = tasks.poll();
        if (task != null) {
            count.getAndDecrement();
        }
        return task;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }
}
