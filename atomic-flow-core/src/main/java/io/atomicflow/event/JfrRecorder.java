package io.atomicflow.event;

import io.atomicflow.task.TaskContext;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The events of a flow in a flight recording. One unused event of each kind tells whether the kind is being recorded:
 * JFR then puts its own code into that class, so asking costs next to nothing.
 */
final class JfrRecorder implements Recorder {

    private static final TaskRun TASK_RUN = new TaskRun();
    private static final PermitWait PERMIT_WAIT = new PermitWait();
    private static final TaskRetry TASK_RETRY = new TaskRetry();

    private @Nullable Runnable stats;

    /** What all events of a task have. */
    @Category("Atomic Flow")
    @StackTrace(false)
    abstract static class OfTask extends Event {
        @Label("Task")
        long taskId;

        @Label("Name")
        @Nullable
        String name;

        @Label("Limit")
        @Nullable
        String limit;

        @Label("Attempt")
        int attempt;

        final void describe(TaskContext task) {
            taskId = task.taskId();
            name = task.name();
            limit = task.limit();
            attempt = task.attempt();
        }
    }

    @Name("io.atomicflow.TaskRun")
    @Label("Task Run")
    @Description("A body ran")
    static final class TaskRun extends OfTask {
        @Label("Outcome")
        @Nullable
        String outcome;
    }

    @Name("io.atomicflow.PermitWait")
    @Label("Permit Wait")
    @Description("A task waited for a permit of its limit")
    @Threshold("10 ms")
    static final class PermitWait extends OfTask {}

    @Name("io.atomicflow.TaskRetry")
    @Label("Task Retry")
    @Description("An attempt failed, and there is to be another")
    static final class TaskRetry extends OfTask {
        @Label("Cause")
        @Nullable
        String cause;

        @Label("Delay")
        @Timespan
        long delay;
    }

    @Name("io.atomicflow.FlowStats")
    @Label("Flow Stats")
    @Description("How many tasks are where")
    @Category("Atomic Flow")
    @StackTrace(false)
    @Period("1 s")
    static final class Stats extends Event {
        @Label("Queued")
        long queued;

        @Label("Waiting")
        long waiting;

        @Label("Running")
        long running;

        @Label("Ended")
        long ended;
    }

    @Override
    public @Nullable Object beginPermitWait() {
        if (!PERMIT_WAIT.isEnabled()) {
            return null;
        }
        PermitWait event = new PermitWait();
        event.begin();
        return event;
    }

    @Override
    public void endPermitWait(@Nullable Object begun, TaskContext task) {
        if (begun instanceof PermitWait event) {
            event.end();
            if (event.shouldCommit()) {
                event.describe(task);
                event.commit();
            }
        }
    }

    @Override
    public @Nullable Object beginTask() {
        if (!TASK_RUN.isEnabled()) {
            return null;
        }
        TaskRun event = new TaskRun();
        event.begin();
        return event;
    }

    @Override
    public void endTask(@Nullable Object begun, TaskContext task, TaskState outcome) {
        if (begun instanceof TaskRun event) {
            event.end();
            if (event.shouldCommit()) {
                event.describe(task);
                event.outcome = outcome.name();
                event.commit();
            }
        }
    }

    @Override
    public void retry(TaskContext task, Throwable cause, Duration delay) {
        if (TASK_RETRY.isEnabled()) {
            TaskRetry event = new TaskRetry();
            event.describe(task);
            event.cause = cause.toString();
            event.delay = delay.toNanos();
            event.commit();
        }
    }

    @Override
    public void watch(FlowStats flow) {
        Runnable look = () -> {
            Stats event = new Stats();
            event.queued = flow.queued();
            event.waiting = flow.waiting();
            event.running = flow.running();
            event.ended = flow.ended();
            event.commit();
        };
        stats = look;
        FlightRecorder.addPeriodicEvent(Stats.class, look);
    }

    @Override
    public void close() {
        Runnable look = stats;
        if (look != null) {
            boolean ignored = FlightRecorder.removePeriodicEvent(look);
            stats = null;
        }
    }
}
