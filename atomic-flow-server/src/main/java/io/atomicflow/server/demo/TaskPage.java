package io.atomicflow.server.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of the list of tasks, the newest first.
 *
 * @param tasks what is on it
 * @param hasMore whether the filter lets through older ones too
 * @param total how many the filter lets through now, on all pages
 */
public record TaskPage(List<KnownTask> tasks, boolean hasMore, int total) {

    /** Those with an id below {@code before}, at most {@code size} of them. */
    public static TaskPage of(KnownTasks known, TaskFilter filter, long before, int size) {
        List<KnownTask> tasks = new ArrayList<>(size);
        boolean hasMore = false;
        int total = 0;
        for (KnownTask task : known.newestFirst()) {
            if (filter.matches(task)) {
                total++;
                if (task.id() < before) {
                    hasMore = tasks.size() == size;
                    if (!hasMore) {
                        tasks.add(task);
                    }
                }
            }
        }
        return new TaskPage(List.copyOf(tasks), hasMore, total);
    }
}
