package io.atomicflow.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Things to be done later, in the order of their time; those of the same time in the order in which they were added.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Blocking and interruption:</b> a short lock guards the heap. No timer's action runs under it.
 */
public final class Timers implements Runnable {

    /** Something to be done at a time. */
    @FunctionalInterface
    public interface Timer {
        /** Does it. Must not throw and must be short. */
        void fire();
    }

    private record Entry(long dueNanos, long order, Timer timer) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.signum(dueNanos - other.dueNanos); // a difference, as nanoTime may wrap
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final long LONG_TIME = Long.MAX_VALUE >> 2;

    private final FlowClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Entry> heap = new PriorityQueue<>();
    private long added;
    private volatile @Nullable Thread runner;
    private volatile boolean stopped;

    /**
     * Makes timers that nobody fires yet.
     *
     * @param clock what time it is
     */
    public Timers(FlowClock clock) {
        this.clock = clock;
    }

    /**
     * Adds a timer.
     *
     * @param dueNanos when, on the clock; a time that has passed means at once
     * @param timer what to do
     */
    public void add(long dueNanos, Timer timer) {
        boolean first;
        lock.lock();
        try {
            Entry entry = new Entry(dueNanos, added++, timer);
            heap.add(entry);
            first = heap.element().order == entry.order;
        } finally {
            lock.unlock();
        }
        if (first) {
            LockSupport.unpark(runner);
        }
    }

    /**
     * Takes all timers out without firing them.
     *
     * @return what was still to come, in no special order
     */
    public List<Timer> clear() {
        lock.lock();
        try {
            List<Timer> left = new ArrayList<>(heap.size());
            heap.forEach(entry -> left.add(entry.timer));
            heap.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Fires what is due, sleeps until the next is, until stopped. */
    @Override
    public void run() {
        runner = Thread.currentThread();
        while (!stopped) {
            Timer due = takeDue();
            if (due != null) {
                due.fire();
            } else {
                clock.parkUntil(nextDue());
                boolean ignored = Thread.interrupted(); // nobody has business interrupting this thread
            }
        }
    }

    /** Ends {@link #run}. Timers that have not fired yet do not fire any more. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(runner);
    }

    private @Nullable Timer takeDue() {
        lock.lock();
        try {
            Entry first = heap.peek();
            if (first == null || first.dueNanos - clock.nanoTime() > 0) {
                return null;
            }
            heap.poll();
            return first.timer;
        } finally {
            lock.unlock();
        }
    }

    private long nextDue() {
        lock.lock();
        try {
            Entry first = heap.peek();
            return first == null ? clock.nanoTime() + LONG_TIME : first.dueNanos;
        } finally {
            lock.unlock();
        }
    }
}
