package io.atomicflow.event;

import io.atomicflow.task.TaskState;
import java.time.Instant;

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
     */
    record Stamp(long sequence, long epochNanos, long taskId, String name, String limit, int attempt) {}

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
     * @param worker the number of the worker that runs it, from 0
     */
    record InProgress(Stamp stamp, int worker) implements TaskEvent {
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
     * @param worker the number of the worker that ran it, from 0
     */
    record Complete(Stamp stamp, int worker) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.COMPLETE;
        }
    }

    /**
     * The body threw.
     *
     * @param stamp its number, its time and its task
     * @param worker the number of the worker that ran it, from 0
     * @param cause what it threw
     */
    record Failed(Stamp stamp, int worker, Throwable cause) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.FAILED;
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
     * @param timeLimit which one, in words
     */
    record TimedOut(Stamp stamp, String timeLimit) implements TaskEvent {
        @Override
        public TaskState state() {
            return TaskState.TIMED_OUT;
        }
    }
}
