package io.atomicflow;

import io.atomicflow.queue.Slots;
import io.atomicflow.queue.Tallies;
import io.atomicflow.queue.Tally;
import io.atomicflow.task.TaskState;

/**
 * How many tasks have passed each point of the way. Each count only grows, and each task passes all points in order,
 * also those that a cancelled one skips. So a snapshot that reads from the end of the way to its beginning never
 * counts a task twice, nor forgets one: the differences between neighbours add up to what was accepted. A retry leaves
 * the last point for the first.
 */
final class Counters {

    private static final int SCHEDULED = 0;
    private static final int DUE = 1;
    private static final int STARTED = 2;
    private static final int COMPLETE = 3;
    private static final int FAILED = 4;
    private static final int CANCELLED = 5;
    private static final int TIMED_OUT = 6;
    private static final int RETRIED = 7;
    private static final int SETTLED = 8;
    private static final int LEFT_QUEUE = 9;
    private static final int KINDS = 10;

    private final Slots slots;
    private final Tallies tallies;

    /**
     * @param capacity how many slots the queue has
     * @param workers how many workers count on tallies of their own
     */
    Counters(int capacity, int workers) {
        this.tallies = new Tallies(workers, KINDS);
        this.slots = new Slots(capacity, tallies, LEFT_QUEUE);
    }

    Slots slots() {
        return slots;
    }

    Tallies tallies() {
        return tallies;
    }

    /** The tally of whoever is no worker, or does not care. */
    Tally others() {
        return tallies.ofOthers();
    }

    void scheduled(int count) {
        others().add(SCHEDULED, count);
    }

    /** A scheduled task's time has come, or it was cancelled before. */
    void due() {
        others().addOne(DUE);
    }

    /** The caller's task has left the queue for a worker: its slot is free. No full fence. */
    static void leftQueue(Tally mine) {
        mine.addOne(LEFT_QUEUE);
    }

    /** The caller's task has left LOCK_CHECK: with a permit, or cancelled. */
    static void started(Tally mine) {
        mine.addOne(STARTED);
    }

    /** The caller's task has reached the most common end. */
    static void complete(Tally mine) {
        mine.addOne(COMPLETE);
    }

    /** The caller's task has reached its end. */
    static void ended(Tally mine, TaskState end) {
        mine.addOne(switch (end) {
            case COMPLETE -> COMPLETE;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case TIMED_OUT -> TIMED_OUT;
            case SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS -> throw new IllegalArgumentException(end + " is no end");
        });
    }

    /** The event of the caller's task is published and its outcome known. No full fence. */
    static void settled(Tally mine) {
        mine.addOne(SETTLED);
    }

    /** Whether at some moment during this call every task that was ever accepted had been settled. */
    boolean allSettled() {
        long atEnd = tallies.sum(SETTLED);
        return atEnd == slots.takenSoFar();
    }

    /** Goes back for another attempt: from IN_PROGRESS, or having passed the points that it skips. */
    void retried() {
        others().addOne(RETRIED);
    }

    TaskCounts read() {
        long completeNow = tallies.sum(COMPLETE);
        long failedNow = tallies.sum(FAILED);
        long cancelledNow = tallies.sum(CANCELLED);
        long timedOutNow = tallies.sum(TIMED_OUT);
        long retriedNow = tallies.sum(RETRIED);
        long startedNow = tallies.sum(STARTED);
        long takenNow = slots.returnedSoFar();
        long dueNow = tallies.sum(DUE);
        long scheduledNow = tallies.sum(SCHEDULED);
        long acceptedNow = slots.takenSoFar();
        long ends = completeNow + failedNow + cancelledNow + timedOutNow;
        long isScheduled = scheduledNow - dueNow;
        long isQueued = acceptedNow + retriedNow - takenNow - isScheduled;
        long inLockCheck = takenNow - startedNow;
        long isInProgress = startedNow - ends - retriedNow;
        if (isQueued < 0) {
            // Some went back, after we had read how many did, and on again: they are counted ahead already, but still
            // as in progress as well.
            long fromProgress = Math.min(-isQueued, isInProgress);
            isInProgress -= fromProgress;
            inLockCheck += isQueued + fromProgress;
            isQueued = 0;
        }
        return new TaskCounts(
                isScheduled,
                isQueued,
                inLockCheck,
                isInProgress,
                completeNow,
                failedNow,
                cancelledNow,
                timedOutNow,
                retriedNow);
    }
}
