package io.atomicflow.server.api;

import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.demo.TaskFilter;
import io.atomicflow.server.journal.History;
import io.atomicflow.server.journal.TaskJournal;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Takes pictures of tasks. */
record TaskPictures(TaskJournal journal, InstantSource clock) {

    TaskPicture of(KnownTask task) {
        return new TaskPicture(task, journal.history(task.id()).orElse(History.NONE), clock.millis());
    }

    /** The rows of what a filter has let through, but for those that have gone on to a state that it does not. */
    Stream<TaskRow> rows(List<KnownTask> tasks, TaskFilter filter) {
        return tasks.stream()
                .map(this::of)
                .filter(picture -> filter.states().contains(picture.state()))
                .map(TaskPicture::row);
    }
}
