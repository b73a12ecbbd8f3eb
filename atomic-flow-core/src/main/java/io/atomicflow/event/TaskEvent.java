package io.atomicflow.event;

import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to one task. Immutable.
 *
 * {@snippet :
 * FlowListener failures = event -> {
 *     if (event instanceof TaskEvent.Failed failed) {
 *         alert(failed.stamp().name(), failed.cause());
 *     }
 * };
 * }
 */
public sealed interface TaskEvent {

    /**
     * Returns what every event has: its number, its time and its task.
     *
     * @return the stamp
     */
    Stamp stamp();

    /**
     * Returns where the task is from this event on.
     *
     * @return the state
     */
    TaskState state();

    /**
     * Returns the place of this event in the order of all events of its flow. Between two that follow each other
     * there is no gap, unless the listener was told of a drop.
     *
     * @return the number, from 0
     */
    default long sequence() {
        return stamp().sequence();
    }

    /**
     * Returns when it happened.
     *
     * @return the wall-clock time, from the flow's own clock: it never goes back from one event of a task to the next
     */
    default Instant time() {
        return Instant.ofEpochSecond(0, stamp().epochNanos());
    }

    /**
     * What every event has.
     *
     * @param sequence its place in the order of all events, from 0
     * @param epochNanos when, in nanoseconds since 1970
     * @param taskId which task
     * @param name what the task is called
     * @param limit the key of its limit
     * @param attempt which try it is at, from 1
     * @param attributes what the task was given as notes
     */
    record Stamp(
            long sequence,
            long epochNanos,
            long taskId,
            String name,
            String limit,
            int attempt,
            Map<String, String> attributes) {}

    /**
     * Accepted, to be queued later.
     *
     * @param stamp its number, its time and its task
     */
    record Scheduled(Stamp stamp) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.SCHEDULED;
        }
    }

    /**
     * Put on the queue.
     *
     * @param stamp its number, its time and its task
     */
    record Queued(Stamp stamp) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.QUEUED;
        }
    }

    /**
     * Looked at by a worker, which now asks for its permit.
     *
     * @param stamp its number, its time and its task
     */
    record LockCheck(Stamp stamp) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.LOCK_CHECK;
        }
    }

    /**
     * Got its permit; its body begins.
     *
     * @param stamp its number, its time and its task
     * @param worker the number of the worker that runs it, from 0; a stand-in for one that waits has a number beyond
     *     the workers, a thread that is no worker has −1
     * @param waitNanos how long it stood in line for its permit, in nanoseconds; 0 if it found one free. With a fair
     *     semaphore every task passes through the line, be it for microseconds
     */
    record InProgress(Stamp stamp, int worker, long waitNanos) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.IN_PROGRESS;
        }
    }

    /**
     * The body told how far it is.
     *
     * @param stamp its number, its time and its task
     * @param fraction from 0 to 1
     */
    record Progress(Stamp stamp, double fraction) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.IN_PROGRESS;
        }
    }

    /**
     * The body returned.
     *
     * @param stamp its number, its time and its task
     * @param worker the number of the worker that ran it, as in {@link InProgress}
     * @param runNanos how long the body ran, in nanoseconds
     */
    record Complete(Stamp stamp, int worker, long runNanos) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.COMPLETE;
        }
    }

    /**
     * The body threw.
     *
     * @param stamp its number, its time and its task
     * @param worker the number of the worker that ran it, as in {@link InProgress}
     * @param cause what it threw
     * @param runNanos how long the body ran, in nanoseconds
     */
    record Failed(Stamp stamp, int worker, Throwable cause, long runNanos) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.FAILED;
        }
    }

    /**
     * This attempt has failed, and there is to be another. {@link Queued} follows, with the next attempt's number.
     *
     * @param stamp its number, its time and its task, with the attempt that failed
     * @param cause what went wrong
     * @param delay how long it waits until it is queued again
     */
    record Retried(Stamp stamp, Throwable cause, Duration delay) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.SCHEDULED;
        }
    }

    /**
     * Cancelled, before or while it ran.
     *
     * @param stamp its number, its time and its task
     */
    record Cancelled(Stamp stamp) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.CANCELLED;
        }
    }

    /**
     * One of its time limits ran out.
     *
     * @param stamp its number, its time and its task
     * @param timeLimit which one
     */
    record TimedOut(Stamp stamp, TimeLimit timeLimit) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.TIMED_OUT;
        }
    }
}
