package io.atomicflow;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How the tasks of a batch are spread over time. All are admitted at once; each is queued after its delay.
 *
 * <ul>
 *   <li>{@link #none}: choose me for a burst;
 *   <li>{@link #every}: choose me for a steady rate;
 *   <li>{@link #jitter}: choose me to look like many users, or so that many clients do not move in step.
 * </ul>
 *
 * <p><b>Thread-safety:</b> a stagger may serve several batches at once.
 */
@FunctionalInterface
public interface Stagger {

    /**
     * Returns how long a task waits until it is queued.
     *
     * @param index the place of the task in its batch, from 0
     * @return the delay, zero or more
     */
    Duration delay(int index);

    /**
     * All at once.
     *
     * @return the stagger
     */
    static Stagger none() {
        return index -> Duration.ZERO;
    }

    /**
     * One after the other, the first at once.
     *
     * @param interval the time between two, zero or more
     * @return the stagger
     * @throws IllegalArgumentException if the interval is negative
     */
    static Stagger every(Duration interval) {
        requireNotNegative("interval", interval);
        return Duration.ofNanos(FlowBuilder.nanos(interval))::multipliedBy;
    }

    /**
     * At random, the first at once. The same seed gives the same delays.
     *
     * @param atMost the longest delay, zero or more
     * @param seed where the random numbers begin
     * @return the stagger
     * @throws IllegalArgumentException if the longest delay is negative
     */
    static Stagger jitter(Duration atMost, long seed) {
        requireNotNegative("jitter", atMost);
        long bound = FlowBuilder.nanos(atMost) + 1;
        return index -> index == 0
                ? Duration.ZERO
                : Duration.ofNanos(new SplittableRandom(seed + index).nextLong(bound));
    }

    private static void requireNotNegative(String what, Duration duration) {
        if (Objects.requireNonNull(duration, what).isNegative()) {
            throw new IllegalArgumentException(what + " must be zero or more, was " + duration);
        }
    }
}
