package io.atomicflow.server.pusher;

import java.time.Duration;

/**
 * Lets {@code burst} through at once, and {@code perSecond} a second in the long run. For one thread at a time.
 *
 * <p>Kept as the moment at which the bucket would be full again, so that there is one number and no rounding that
 * adds up.
 */
final class TokenBucket {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long nanosPerToken;
    private final long nanosToFill;
    private long fullAt;

    TokenBucket(int perSecond, int burst, long now) {
        this.nanosPerToken = SECOND / perSecond;
        this.nanosToFill = nanosPerToken * burst;
        this.fullAt = now;
    }

    /** Takes a token, if there is one. */
    boolean tryTake(long now) {
        return tryTake(1, now);
    }

    /** Takes {@code many} tokens, if there are so many; else none. */
    boolean tryTake(int many, long now) {
        long start = fullAt - now > 0 ? fullAt : now;
        long nanos = nanosPerToken * many;
        if (start + nanos - now > nanosToFill) {
            return false;
        }
        fullAt = start + nanos;
        return true;
    }
}
