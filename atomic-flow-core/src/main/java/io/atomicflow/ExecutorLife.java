package io.atomicflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many tasks are inside an executor, and whether its door is shut, in one word: so no task slips in between a
 * shutdown and the look at the count, and the end comes exactly when the last one has left.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what was written before {@link #leave} is visible to whoever sees the end.
 *
 * <p><b>Blocking and interruption:</b> only {@link #await} waits.
 */
final class ExecutorLife {

    /** The sign: the door is shut. The bits below it count those who are inside. */
    private static final long SHUT = Long.MIN_VALUE;

    private final AtomicLong word = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Lets one in, who owes one {@link #leave}; or answers false if the door is shut. */
    boolean enter() {
        long seen = word.get();
        while (seen >= 0) {
            long witness = word.compareAndExchange(seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    void leave() {
        if (word.decrementAndGet() == SHUT) {
            end.countDown();
        }
    }

    void shut() {
        if (word.updateAndGet(seen -> seen | SHUT) == SHUT) {
            end.countDown();
        }
    }

    boolean isShut() {
        return word.get() < 0;
    }

    boolean hasEnded() {
        return end.getCount() == 0;
    }

    boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return hasEnded() || end.await(timeout, unit);
    }
}
