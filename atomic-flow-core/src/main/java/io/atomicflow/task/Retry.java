package io.atomicflow.task;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Whether, and how soon, a task that failed is tried again. Immutable.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="retry"}
 *
 * <p>Unless {@link #when} says otherwise, what is tried again is a body that threw an {@link Exception}, a lost permit
 * and a permit or run time that ran out (as a {@link TaskTimeoutException}). An {@link Error}, a cancel and a time in
 * the queue that ran out are final.
 *
 * <p><b>Thread-safety:</b> may be shared by any number of tasks; the filter is called by any thread.
 */
public final class Retry {

    /** As good as for ever; leaves room for jitter, and for adding it to a time. */
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE >> 2);

    /** No task is tried more often than this, whatever its policy says. */
    public static final int MAX_ATTEMPTS = 10_000_000;

    private static final Retry NEVER = new Retry(0, Duration.ZERO, Duration.ZERO, 0, failure -> false);

    private final int times;
    private final Duration first;
    private final Duration most;
    private final double jitter;
    private final Predicate<Throwable> filter;

    private Retry(int times, Duration first, Duration most, double jitter, Predicate<Throwable> filter) {
        this.times = times;
        this.first = first;
        this.most = most;
        this.jitter = jitter;
        this.filter = filter;
    }

    /**
     * One attempt and no more.
     *
     * @return the policy of a task that was given none
     */
    public static Retry never() {
        return NEVER;
    }

    /**
     * Tries again up to so many times, at once: there are up to {@code times + 1} attempts, but never more than {@link
     * #MAX_ATTEMPTS}.
     *
     * @param times how often, 0 or more
     * @return the policy
     * @throws IllegalArgumentException if the number is negative
     */
    public static Retry times(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, was " + times);
        }
        return new Retry(times, Duration.ZERO, Duration.ZERO, 0, Exception.class::isInstance);
    }

    /**
     * Waits before each further attempt: so long before the second, twice as long before the third, and so on, up to
     * an hour.
     *
     * @param wait the first wait, zero or more
     * @return a policy with that wait
     * @throws IllegalArgumentException if the wait is negative
     */
    public Retry backoff(Duration wait) {
        Objects.requireNonNull(wait, "backoff");
        Duration hour = Duration.ofHours(1);
        return backoff(wait, wait.compareTo(hour) > 0 ? wait : hour);
    }

    /**
     * Waits before each further attempt, doubling from a first wait up to a longest.
     *
     * @param wait the first wait, zero or more
     * @param atMost the longest wait, no shorter than the first
     * @return a policy with these waits
     * @throws IllegalArgumentException if the wait is negative, or the longest one is shorter
     */
    public Retry backoff(Duration wait, Duration atMost) {
        Objects.requireNonNull(wait, "backoff");
        Objects.requireNonNull(atMost, "longest backoff");
        if (wait.isNegative() || atMost.compareTo(wait) < 0) {
            throw new IllegalArgumentException(
                    "backoff must be zero or more and at most " + atMost + ", was " + wait);
        }
        return new Retry(times, cut(wait), cut(atMost), jitter, filter);
    }

    /**
     * Shortens or lengthens each wait at random, so that tasks that failed together do not come back together.
     *
     * @param fraction by how much at the most, 0 to 1: 0.2 makes a wait of a second 0.8 to 1.2 seconds
     * @return a policy with that jitter
     * @throws IllegalArgumentException if the fraction is below 0, above 1 or not a number
     */
    public Retry jitter(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("jitter must be 0 to 1, was " + fraction);
        }
        return new Retry(times, first, most, fraction, filter);
    }

    /**
     * Chooses what is tried again.
     *
     * @param worthIt told what went wrong; must be quick. One that throws means no
     * @return a policy with that filter
     */
    public Retry when(Predicate<Throwable> worthIt) {
        return new Retry(times, first, most, jitter, Objects.requireNonNull(worthIt, "worthIt"));
    }

    /**
     * Tells whether there is to be another attempt.
     *
     * @param attempt the attempt that failed, from 1
     * @param failure what went wrong
     * @return whether to try again
     */
    public boolean isWorthwhile(int attempt, Throwable failure) {
        return attempt <= times && filter.test(failure);
    }

    /**
     * Returns how long to wait before the next attempt. The same seed and attempt give the same wait.
     *
     * @param attempt the attempt that failed, from 1
     * @param seed where the random numbers begin
     * @return the wait, zero or more
     */
    public Duration delay(int attempt, long seed) {
        double doubled = (double) first.toNanos() * Math.pow(2, attempt - 1.0);
        double wait = Math.min(doubled, (double) most.toNanos());
        if (jitter > 0) {
            double offset = new SplittableRandom(seed + attempt).nextDouble(-jitter, jitter);
            wait *= 1 + offset;
        }
        return Duration.ofNanos((long) wait);
    }

    private static Duration cut(Duration wait) {
        return wait.compareTo(FOR_EVER) > 0 ? FOR_EVER : wait;
    }
}
