package io.atomicflow;

import io.atomicflow.queue.Slots;
import io.atomicflow.task.TaskState;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many tasks have passed each point of the way. Each count only grows, and each task passes all points in order,
 * also those that a cancelled one skips. So a snapshot that reads from the end of the way to its beginning never
 * counts a task twice, nor forgets one: the differences between neighbours add up to what was accepted. A retry leaves
 * the last point for the first.
 */
final class Counters {

    private final Slots slots;
    private final LongAdder scheduled = new LongAdder();
    private final LongAdder due = new LongAdder();
    private final LongAdder started = new LongAdder();
    private final LongAdder complete = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder settled = new LongAdder();

    /**
     * @param slots knows how many were accepted, and how many have left the queue
     */
    Counters(Slots slots) {
        this.slots = slots;
    }

    void scheduled(int count) {
        scheduled.add(count);
    }

    /** A scheduled task's time has come, or it was cancelled before. */
    void due() {
        due.increment();
    }

    /** Has left LOCK_CHECK: with a permit, or cancelled. */
    void started() {
        started.increment();
    }

    void ended(TaskState end) {
        switch (end) {
            case COMPLETE -> complete.increment();
            case FAILED -> failed.increment();
            case CANCELLED -> cancelled.increment();
            case TIMED_OUT -> timedOut.increment();
            case SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS -> throw new IllegalArgumentException(end + " is no end");
        }
    }

    /** Its event is published and its future complete: nothing more happens to it. */
    void settled() {
        settled.increment();
    }

    /** Whether at some moment during this call every task that was ever accepted had been settled. */
    boolean allSettled() {
        long atEnd = settled.sum();
        return atEnd == slots.takenSoFar();
    }

    /** Goes back for another attempt: from IN_PROGRESS, or having passed the points that it skips. */
    void retried() {
        retried.increment();
    }

    TaskCounts read() {
        long completeNow = complete.sum();
        long failedNow = failed.sum();
        long cancelledNow = cancelled.sum();
        long timedOutNow = timedOut.sum();
        long retriedNow = retried.sum();
        long startedNow = started.sum();
        long takenNow = slots.returnedSoFar();
        long dueNow = due.sum();
        long scheduledNow = scheduled.sum();
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
