package io.atomicflow;

import io.atomicflow.event.TaskEvent;

/** Makes the event of a task out of its stamp and what is known of it, without holding on to anything. */
@FunctionalInterface
interface EventKind {

    TaskEvent of(TaskEvent.Stamp stamp, TaskRun<?> task);
}
