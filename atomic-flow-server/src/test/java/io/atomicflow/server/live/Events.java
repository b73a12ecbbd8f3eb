package io.atomicflow.server.live;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

/** Events and handles of tasks that do not exist. */
final class Events {

    private Events() {}

    static TaskEvent of(long task, String limit, TaskState state) {
        return of(task, limit, state, 1);
    }

    static TaskEvent of(long task, String limit, TaskState state, int attempt) {
        TaskEvent.Stamp stamp = stamp(task, limit, attempt);
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
        return new TaskEvent.Progress(stamp(task, limit, 1), fraction);
    }

    static TaskEvent retried(long task, String limit, int attempt, Duration delay) {
        return new TaskEvent.Retried(stamp(task, limit, attempt), new IllegalStateException("as asked"), delay);
    }

    static TaskEvent began(long task, int worker, Duration waited) {
        return new TaskEvent.InProgress(stamp(task, "1", 1), worker, waited.toNanos());
    }

    static TaskEvent completed(long task, int worker, Duration ran) {
        return new TaskEvent.Complete(stamp(task, "1", 1), worker, ran.toNanos());
    }

    private static TaskEvent.Stamp stamp(long task, String limit, int attempt) {
        return new TaskEvent.Stamp(1, 0, task, "task", limit, attempt, Map.of());
    }

    static TaskHandle<?> handle(long task, String limit, TaskState state) {
        return (TaskHandle<?>) Proxy.newProxyInstance(
                Events.class.getClassLoader(), new Class<?>[]{TaskHandle.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "id" -> task;
                        case "limit" -> limit;
                        case "state" -> state;
                        case "attempt" -> 1;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
