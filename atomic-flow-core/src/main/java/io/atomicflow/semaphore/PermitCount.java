package io.atomicflow.semaphore;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many permits there are and how many are held, in one word, so that no reader sees one without the other and a
 * resize cannot slip between the check and the count.
 *
 * <p>The upper half counts what is held, the lower half what may be.
 */
@SuppressWarnings("serial") // never serialised
final class PermitCount extends AtomicLong {

    private static final long ONE_HELD = 1L << 32;
    private static final long PERMITS = ONE_HELD - 1;

    PermitCount(int permits) {
        super(checked(permits));
    }

    boolean tryAcquire() {
        long seen = get();
        while (held(seen) < permits(seen)) {
            long witness = compareAndExchange(seen, seen + ONE_HELD);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    /** Answers false, and changes nothing, if none is held. */
    boolean release() {
        long seen = get();
        while (held(seen) > 0) {
            long witness = compareAndExchange(seen, seen - ONE_HELD);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    void resize(int permits) {
        long size = checked(permits);
        getAndUpdate(seen -> (seen & ~PERMITS) | size);
    }

    /** Whether no more are held than there are: not so for a while after a limit has shrunk. */
    boolean isWithinBounds() {
        long seen = get();
        return held(seen) <= permits(seen);
    }

    int permits() {
        return permits(get());
    }

    int held() {
        return held(get());
    }

    private static int permits(long word) {
        return (int) (word & PERMITS);
    }

    private static int held(long word) {
        return (int) (word >>> 32);
    }

    private static int checked(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("permits must be 0 or more, was " + permits);
        }
        return permits;
    }
}
