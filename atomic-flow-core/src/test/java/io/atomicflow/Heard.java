package io.atomicflow;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every event that it is told. */
final class Heard implements FlowListener {

    private final Queue<TaskEvent> events = new ConcurrentLinkedQueue<>();

    @Override
    public void onEvent(TaskEvent event) {
        events.add(event);
    }

    List<TaskEvent> of(TaskHandle<?> task) {
        return events.stream().filter(event -> event.stamp().taskId() == task.id()).toList();
    }

    /** The events of a task by name and attempt, like "Queued 1". */
    List<String> namesOf(TaskHandle<?> task) {
        return of(task).stream()
                .map(event -> event.getClass().getSimpleName() + " " + event.stamp().attempt())
                .toList();
    }

    /** How many seconds after another event each event of a task came. */
    List<Long> secondsOf(TaskHandle<?> task, TaskEvent other) {
        return of(task).stream()
                .map(event -> Duration.between(other.time(), event.time()).toSeconds())
                .toList();
    }

    /** The last event of a task that has ended; comes a little later than its end. */
    TaskEvent endOf(TaskHandle<?> task) {
        Together.until("the end is told", () -> of(task).stream().anyMatch(event -> event.state().isEnd()));
        return of(task).getLast();
    }

    long endsOf(TaskHandle<?> task) {
        return of(task).stream().map(TaskEvent::state).filter(TaskState::isEnd).count();
    }
}
