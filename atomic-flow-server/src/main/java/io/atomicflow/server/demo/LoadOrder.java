package io.atomicflow.server.demo;

import io.atomicflow.task.Retry;
import java.time.Duration;

/**
 * So many tasks of one kind, please. The same seed gives the same tasks at the same times.
 *
 * @param count how many
 * @param limit the limit that they run under
 * @param workload what the bodies do
 * @param duration how long they take
 * @param spread how the tasks are spread over time
 * @param permitTimeout how long each attempt waits for a permit; zero means for ever
 * @param attempts how often each is tried at the most, 1 or more
 * @param seed where the random numbers begin
 */
public record LoadOrder(
        int count,
        int limit,
        Workload workload,
        Duration duration,
        Spread spread,
        Duration permitTimeout,
        int attempts,
        long seed) {

    /** There are limits "1" to "10"; each has as many permits as its key says. */
    public static final int MAX_LIMIT = 10;

    /** The longest that a body may take. */
    public static final Duration MAX_DURATION = Duration.ofMinutes(1);

    /** The longest that an order may let its tasks wait for a permit, if it says how long. */
    public static final Duration MAX_PERMIT_TIMEOUT = Duration.ofMinutes(1);

    /** How often a task may be tried. */
    public static final int MAX_ATTEMPTS = 10;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    /** The name of the limit. */
    String limitKey() {
        return Integer.toString(limit);
    }

    /**
     * When a task is tried again. A policy does not know whether a body threw or a permit did not come in time, and who
     * waited for a permit in vain has waited: where that may be, there is no wait before the next attempt.
     */
    Retry retry() {
        Retry retry = Retry.times(attempts - 1);
        return permitTimeout.isZero() ? retry.backoff(FIRST_BACKOFF, LONGEST_BACKOFF) : retry;
    }
}
