package io.atomicflow.worker;

import io.atomicflow.task.FlowClock;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things to be done later, in the order of their time; those of the same time in the order in which they were added.
 *
 * <p>A cancelled timer stays in the heap as an empty shell until its time comes, or until the shells outnumber the
 * timers: then one pass throws them all out. So cancelling takes constant time, and a million timers that were added
 * and cancelled leave no more than as many shells as there are timers.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Blocking and interruption:</b> a short lock guards the heap. No timer's action runs under it.
 */
public final class Timers implements Runnable {

    /** Something to be done at a time. Fires once, or never if it is cancelled before. */
    public static final class Timer implements Comparable<Timer> {

        private final long dueNanos;
        private long order;
        private final AtomicReference<@Nullable Runnable> action;

        private Timer(long dueNanos, Runnable action) {
            this.dueNanos = dueNanos;
            this.action = new AtomicReference<>(action);
        }

        /**
         * Returns when it fires.
         *
         * @return nanoseconds on the clock
         */
        public long dueNanos() {
            return dueNanos;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.signum(dueNanos - other.dueNanos); // a difference, as nanoTime may wrap
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Timers.class);
    private static final long LONG_TIME = Long.MAX_VALUE >> 2;
    private static final int FEW = 64;

    private final FlowClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Timer> heap = new PriorityQueue<>();
    private final AtomicInteger shells = new AtomicInteger();
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
     * @param action what to do; must not throw and must be short
     * @return the timer, for {@link #cancel}
     */
    @SuppressWarnings("ReferenceEquality")
    public Timer add(long dueNanos, Runnable action) {
        Timer timer = new Timer(dueNanos, action);
        boolean first;
        lock.lock();
        try {
            timer.order = added++;
            heap.add(timer);
            first = heap.element() == timer;
        } finally {
            lock.unlock();
        }
        if (first) {
            LockSupport.unpark(runner);
        }
        return timer;
    }

    /**
     * Takes a timer back. Does nothing if it has fired, or was cancelled before.
     *
     * @param timer what {@link #add} returned
     * @return whether it will not fire because of this call
     */
    public boolean cancel(Timer timer) {
        if (timer.action.getAndSet(null) == null) {
            return false;
        }
        int gone = shells.incrementAndGet();
        if (gone > FEW) {
            sweepIfWorthIt();
        }
        return true;
    }

    /**
     * Takes all timers out without firing them.
     *
     * @return the actions that were still to come, in no special order
     */
    public List<Runnable> clear() {
        lock.lock();
        try {
            List<Runnable> left = new ArrayList<>(heap.size());
            for (Timer timer : heap) {
                Runnable action = timer.action.getAndSet(null);
                if (action != null) {
                    left.add(action);
                }
            }
            heap.clear();
            shells.set(0);
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
                fire(due);
            } else {
                long next = nextDue();
                if (!stopped) { // asked after the lock, whose own parking may have used up the wake-up of stop()
                    clock.parkUntil(next);
                }
                boolean ignored = Thread.interrupted(); // nobody has business interrupting this thread
            }
        }
    }

    /** Ends {@link #run}. Timers that have not fired yet do not fire any more. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(runner);
    }

    int size() {
        lock.lock();
        try {
            return heap.size();
        } finally {
            lock.unlock();
        }
    }

    private void fire(Timer due) {
        Runnable action = due.action.getAndSet(null);
        if (action == null) {
            shells.getAndDecrement();
        } else {
            try {
                action.run();
            } catch (Throwable e) { // one that fails must not take all others with it
                log.error("A timer failed", e);
            }
        }
    }

    private void sweepIfWorthIt() {
        lock.lock();
        try {
            if (shells.get() > heap.size() / 2) {
                int before = heap.size();
                heap.removeIf(timer -> timer.action.get() == null);
                shells.addAndGet(heap.size() - before);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Timer takeDue() {
        lock.lock();
        try {
            Timer first = heap.peek();
            if (first == null || first.dueNanos - clock.nanoTime() > 0) {
                return null;
            }
            return heap.poll();
        } finally {
            lock.unlock();
        }
    }

    private long nextDue() {
        lock.lock();
        try {
            Timer first = heap.peek();
            return first == null ? clock.nanoTime() + LONG_TIME : first.dueNanos;
        } finally {
            lock.unlock();
        }
    }
}
