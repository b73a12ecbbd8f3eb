package io.atomicflow.server.api;

import io.atomicflow.task.TaskHandle;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Explains so many live tasks a second and no more: to say where a task stands in the line of its limit, the line is
 * walked, and lines may be long. Any thread may ask.
 */
final class Explanations {

    private static final int PER_SECOND = 20;

    private final InstantSource clock;
    private long second;
    private int left;

    Explanations(InstantSource clock) {
        this.clock = clock;
    }

    /** The words, or null if there were too many questions in this second. */
    @Nullable
    String of(TaskHandle<?> task) {
        return task.state().isEnd() || mayWalk() ? task.explain() : null;
    }

    private synchronized boolean mayWalk() {
        long now = clock.millis() / 1_000;
        if (now != second) {
            second = now;
            left = PER_SECOND;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
