package io.atomicflow;

/**
 * How many tasks are in each state. The first four are there now, the next four have ended so far. Together these eight
 * are all that were ever accepted.
 *
 * @param scheduled waiting for their time to be queued
 * @param queued in the queue
 * @param lockCheck waiting for a permit
 * @param inProgress holding a permit
 * @param complete whose body returned
 * @param failed whose body threw
 * @param cancelled that were cancelled
 * @param timedOut whose time ran out
 * @param retries attempts beyond the first of each task, so far
 */
public record TaskCounts(
        long scheduled,
        long queued,
        long lockCheck,
        long inProgress,
        long complete,
        long failed,
        long cancelled,
        long timedOut,
        long retries) {

    /**
     * Returns how many tasks are on their way now.
     *
     * @return scheduled, queued, in lock check and in progress
     */
    public long live() {
        return scheduled + queued + lockCheck + inProgress;
    }

    /**
     * Returns how many tasks have ended so far.
     *
     * @return complete, failed, cancelled and timed out
     */
    public long ended() {
        return complete + failed + cancelled + timedOut;
    }

    /**
     * Returns how many tasks were ever accepted.
     *
     * @return live and ended
     */
    public long accepted() {
        return live() + ended();
    }
}
