package io.atomicflow;

import io.atomicflow.queue.Slots;
import io.atomicflow.task.FlowClock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that wait for room in the queue, first come first served: only the first in line tries to take slots, so that
 * a large batch is not overtaken for ever by small ones.
 *
 * <p>No wake-up is lost: who waits lines up, then tries; who gives a slot back does that first, then looks at the line;
 * who leaves the line wakes the next.
 */
final class BlockedSubmitters {

    /** One thread in line. An object of its own, as a thread's place is to be found by identity. */
    private static final class Place {
        final Thread thread = Thread.currentThread();
    }

    private final Slots slots;
    private final FlowClock clock;
    private final Queue<Place> line = new ConcurrentLinkedQueue<>();
    private final Attention attention;
    private final AtomicInteger waiting = new AtomicInteger();

    BlockedSubmitters(Slots slots, FlowClock clock, Attention attention) {
        this.attention = attention;
        this.slots = slots;
        this.clock = clock;
    }

    boolean isAnybodyThere() {
        return waiting.get() > 0;
    }

    /** There may be room, or no more of it ever: the first in line is to look. */
    void wakeFirst() {
        Place first = line.peek();
        if (first != null) {
            LockSupport.unpark(first.thread);
        }
    }

    /**
     * Waits for slots.
     *
     * @return as {@link Slots#take}
     * @throws InterruptedException if the calling thread is interrupted before it has them
     */
    @SuppressWarnings("ReferenceEquality") // a place is itself
    long take(int count, long atMostNanos) throws InterruptedException {
        long deadline = clock.nanoTime() + Math.min(atMostNanos, Long.MAX_VALUE >> 1);
        Place me = new Place();
        attention.oneMore();
        waiting.getAndIncrement();
        line.add(me);
        try {
            while (true) {
                if (line.peek() == me || slots.isClosed()) {
                    long before = slots.take(count);
                    if (before != Slots.FULL) {
                        return before;
                    }
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for room in the queue");
                }
                if (clock.nanoTime() - deadline >= 0) {
                    return Slots.FULL;
                }
                clock.parkUntil(deadline);
            }
        } finally {
            line.remove(me);
            waiting.getAndDecrement();
            attention.oneLess();
            wakeFirst();
        }
    }

    static long nanosOf(Admission.Block block) {
        return TimeUnit.NANOSECONDS.convert(block.atMost());
    }
}
