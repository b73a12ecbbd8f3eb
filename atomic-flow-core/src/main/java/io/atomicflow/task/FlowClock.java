package io.atomicflow.task;

import java.util.concurrent.locks.LockSupport;

/**
 * The one source of time of a flow. Tests bring their own, whose hands they move.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public interface FlowClock {

    /**
     * Returns the time of a clock that only goes forward.
     *
     * @return nanoseconds since some fixed moment; only differences mean something
     */
    long nanoTime();

    /**
     * Parks the calling thread until that moment. May return early: when the thread is unparked or interrupted, or
     * for no reason at all.
     *
     * @param nanoTime when to go on, on this clock
     */
    void parkUntil(long nanoTime);

    /**
     * The clock of this machine.
     *
     * @return {@link System#nanoTime()} and a thread that really parks
     */
    static FlowClock system() {
        return SystemClock.INSTANCE;
    }

    /** Real time. */
    enum SystemClock implements FlowClock {
        /** There is one. */
        INSTANCE;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkUntil(long nanoTime) {
            LockSupport.parkNanos(this, nanoTime - System.nanoTime());
        }
    }
}
