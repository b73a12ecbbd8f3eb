package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Runner;
import io.atomicflow.worker.Timers;
import java.util.List;
import java.util.Locale;

/** Says in words where a task is and what it waits for. It may move on meanwhile: then the words are a little old. */
final class Explanation {

    private Explanation() {}

    static String of(TaskFace<?> task) {
        TaskState state = task.state();
        String text = switch (state) {
            case SCHEDULED -> scheduled(task);
            case QUEUED -> "in the queue" + since(task, task.sinceNanos())
                    + (task.engine().isPaused() ? ", the flow is paused" : "");
            case LOCK_CHECK -> lockCheck(task);
            case IN_PROGRESS -> running(task);
            case COMPLETE, FAILED, CANCELLED, TIMED_OUT -> task.outcome()
                    .map(Explanation::ended)
                    .orElse("about to end");
        };
        return task.attempt() > 1 ? "attempt " + task.attempt() + ": " + text : text;
    }

    private static String scheduled(TaskFace<?> task) {
        Extras<?> extras = task.extras();
        Timers.Timer timer = extras == null ? null : extras.timer;
        if (timer == null) {
            return "scheduled";
        }
        return "scheduled, to be queued in " + seconds(timer.dueNanos() - task.engine().clock().nanoTime());
    }

    private static String lockCheck(TaskFace<?> task) {
        Limit limit = task.itsLimit();
        List<Waiter> line = limit.gate().waiters();
        int place = 0;
        for (int i = 0; i < line.size() && place == 0; i++) {
            if (task.equals(LineNode.taskOf(line.get(i)))) {
                place = i + 1;
            }
        }
        if (place == 0 && task.phase() != Phase.GRANTED) {
            return "asking for a permit of '" + limit.key() + "'";
        }
        if (place == 0) {
            return "has its permit of '" + limit.key() + "', waiting for a worker"
                    + (task.engine().isPaused() ? ", the flow is paused" : "");
        }
        return "waiting for '" + limit.key() + "': " + limit.held() + " of " + limit.permits() + " permits held"
                + (limit.isPaused() ? ", the limit is paused" : "") + ", " + ordinal(place) + " in line"
                + since(task, line.get(place - 1).sinceNanos());
    }

    private static String running(TaskFace<?> task) {
        Runner runner = task.runner;
        String where = runner == null || runner.number() == Runner.NO_WORKER
                ? "running"
                : "running on worker " + runner.number();
        String progress = task.lastProgress() > 0
                ? String.format(Locale.ROOT, ", %.0f %%", task.lastProgress() * 100)
                : "";
        return where + since(task, task.sinceNanos()) + progress
                + (task.isCancelled() ? ", told to end, but its body has not returned" : "");
    }

    private static String ended(TaskOutcome<?> outcome) {
        return switch (outcome) {
            case TaskOutcome.Complete<?>(var ignored) -> "complete";
            case TaskOutcome.Failed<?>(Throwable cause) -> "failed: " + cause.getClass().getName();
            case TaskOutcome.Cancelled<?>() -> "cancelled";
            case TaskOutcome.TimedOut<?>(var limit) -> "timed out: its "
                    + limit.name().toLowerCase(Locale.ROOT) + " time ran out";
        };
    }

    private static String since(TaskFace<?> task, long nanos) {
        return nanos == 0 ? "" : ", " + seconds(task.engine().clock().nanoTime() - nanos);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, nanos) / 1e9);
    }

    static String ordinal(int number) {
        int lastTwo = number % 100;
        String ending = lastTwo >= 11 && lastTwo <= 13
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + ending;
    }
}
