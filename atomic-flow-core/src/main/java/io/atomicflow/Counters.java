package io.atomicflow;

import io.atomicflow.queue.Slots;
import io.atomicflow.queue.Tallies;
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
    private static final int KINDS = 9;

    private final Slots slots;
    private final Tallies tallies;

    /**
     * @param slots knows how many were accepted, and how many have left the queue
     * @param workers how many workers count on rows of their own
     */
    Counters(Slots slots, int workers) {
        this.slots = slots;
        this.tallies = new Tallies(workers, KINDS);
    }

    void scheduled(int count) {
        tallies.add(SCHEDULED, count);
    }

    /** A scheduled task's time has come, or it was cancelled before. */
    void due() {
        tallies.add(DUE, 1);
    }

    /**
     * Has left LOCK_CHECK: with a permit, or cancelled.
     *
     * @param worker the number of the calling worker, or {@link Runner#NO_WORKER}
     */
    void started(int worker) {
        tallies.addOne(worker, STARTED);
    }

    /**
     * Has reached its end.
     *
     * @param worker the number of the calling worker, or {@link Runner#NO_WORKER}
     */
    void ended(int worker, TaskState end) {
        tallies.addOne(worker, switch (end) {
            case COMPLETE -> COMPLETE;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case TIMED_OUT -> TIMED_OUT;
            case SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS -> throw new IllegalArgumentException(end + " is no end");
        });
    }

    /**
     * Its event is published and its outcome known. No full fence.
     *
     * @param worker the number of the calling worker, or {@link Runner#NO_WORKER}
     */
    void settled(int worker) {
        tallies.addOne(worker, SETTLED);
    }

    /** Whether at some moment during this call every task that was ever accepted had been settled. */
    boolean allSettled() {
        long atEnd = tallies.sum(SETTLED);
        return atEnd == slots.takenSoFar();
    }

    /** Goes back for another attempt: from IN_PROGRESS, or having passed the points that it skips. */
    void retried() {
        tallies.add(RETRIED, 1);
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
