package io.atomicflow.server.api;

import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.journal.History;
import io.atomicflow.server.journal.TaskJournal;
import java.time.InstantSource;

/** Takes pictures of tasks. */
record TaskPictures(TaskJournal journal, InstantSource clock) {

    TaskPicture of(KnownTask task) {
        return new TaskPicture(task, journal.history(task.id()).orElse(History.NONE), clock.millis());
    }

    TaskRow row(KnownTask task) {
        return of(task).row();
    }
}
