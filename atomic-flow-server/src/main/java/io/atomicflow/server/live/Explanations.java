package io.atomicflow.server.live;

import io.atomicflow.task.TaskHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Explains so many tasks a tick and no more: to say where a task stands in the line of its limit, the line is
 * walked, and lines may be long. Any thread may ask.
 */
final class Explanations {

    private static final int PER_TICK = 10;

    private final AtomicInteger left = new AtomicInteger(PER_TICK);

    void refill() {
        left.set(PER_TICK);
    }

    /** The words, or null if there were too many questions since the last tick. */
    @Nullable
    String of(TaskHandle<?> task) {
        return left.getAndUpdate(more -> Math.max(0, more - 1)) > 0 ? task.explain() : null;
    }
}
