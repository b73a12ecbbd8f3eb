package io.atomicflow.server.live;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Events and handles of tasks that do not exist. */
final class Events {

    private Events() {}

    static TaskEvent of(long task, String limit, TaskState state) {
        TaskEvent.Stamp stamp = stamp(task, limit);
        return switch (state) {
            case SCHEDULED -> new TaskEvent.Scheduled(stamp);
            case QUEUED -> new TaskEvent.Queued(stamp);
            case LOCK_CHECK -> new TaskEvent.LockCheck(stamp);
            case IN_PROGRESS -> new TaskEvent.InProgress(stamp, 0, 0);
            case COMPLETE -> new TaskEvent.Complete(stamp, 0, 0);
            case FAILED -> new TaskEvent.Failed(stamp, 0, new IllegalStateException("as asked"), 0);
            case CANCELLED -> new TaskEvent.Cancelled(stamp);
            case TIMED_OUT -> new TaskEvent.TimedOut(stamp, TimeLimit.RUN);
        };
    }

    static TaskEvent progress(long task, String limit, double fraction) {
        return new TaskEvent.Progress(stamp(task, limit), fraction);
    }

    private static TaskEvent.Stamp stamp(long task, String limit) {
        return new TaskEvent.Stamp(1, 0, task, "task", limit, 1, Map.of());
    }

    static TaskHandle<?> handle(long task, String limit, TaskState state) {
        return (TaskHandle<?>) Proxy.newProxyInstance(
                Events.class.getClassLoader(), new Class<?>[]{TaskHandle.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "id" -> task;
                        case "limit" -> limit;
                        case "state" -> state;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
