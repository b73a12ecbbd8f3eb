package io.atomicflow.semaphore;

import java.util.concurrent.atomic.AtomicLong;

/**
 * No newcomer takes a permit while anybody waits. Permits, held and waiting are one word, so the check and the taking
 * are one step, and nobody slips in between a release and the first in line.
 *
 * <pre>
 * bits 32..63 waiting, 16..31 held, 0..15 permits
 *
 * Why nobody starves. A waiter is counted before it stands in line, and from then on only the line is given permits.
 * The line is first come first served within a priority, and a lower priority only lasts for its aging.
 * </pre>
 */
final class FairSemaphore implements TaskSemaphore {

    static final int MAX_PERMITS = (1 << 16) - 1;

    private static final long ONE_WAITING = 1L << 32;
    private static final long ONE_HELD = 1L << 16;
    private static final long PERMITS = ONE_HELD - 1;

    private final AtomicLong word;
    private final AtomicLong lastId = new AtomicLong();

    FairSemaphore(int permits) {
        this.word = new AtomicLong(checked(permits));
    }

    @Override
    public long tryAcquire() {
        return take(false);
    }

    @Override
    public long tryAcquireForWaiter() {
        return take(true);
    }

    private long take(boolean standsInLine) {
        long seen = word.get();
        while (held(seen) < permits(seen) && (standsInLine || seen < ONE_WAITING)) {
            long witness = word.compareAndExchange(seen, seen + ONE_HELD);
            if (witness == seen) {
                return lastId.incrementAndGet();
            }
            seen = witness;
        }
        return NONE;
    }

    @Override
    public boolean release(long permitId) {
        if (permitId <= NONE || permitId > lastId.get()) {
            return false;
        }
        long seen = word.get();
        while (held(seen) > 0) {
            long witness = word.compareAndExchange(seen, seen - ONE_HELD);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    @Override
    public void resize(int permits) {
        long size = checked(permits);
        word.getAndUpdate(seen -> (seen & ~PERMITS) | size);
    }

    @Override
    public int permits() {
        return permits(word.get());
    }

    @Override
    public int held() {
        return held(word.get());
    }

    @Override
    public int maxPermits() {
        return MAX_PERMITS;
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    @Override
    public void waiterCame() {
        word.getAndAdd(ONE_WAITING);
    }

    @Override
    public void waiterLeft() {
        word.getAndAdd(-ONE_WAITING);
    }

    private static int permits(long word) {
        return (int) (word & PERMITS);
    }

    private static int held(long word) {
        return (int) (word >>> 16 & PERMITS);
    }

    private static int checked(int permits) {
        if (permits < 0 || permits > MAX_PERMITS) {
            throw new IllegalArgumentException("permits of a fair semaphore must be 0 to " + MAX_PERMITS + ", was "
                    + permits + "; Semaphores.atomic() can count more");
        }
        return permits;
    }
}
