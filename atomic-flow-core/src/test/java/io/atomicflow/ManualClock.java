package io.atomicflow;

import io.atomicflow.task.FlowClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A clock whose hands the test moves. Who parks until a time wakes when the time is reached. */
public final class ManualClock implements FlowClock {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Set<Thread> parked = ConcurrentHashMap.newKeySet();

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void parkUntil(long nanoTime) {
        parked.add(Thread.currentThread());
        if (now.get() - nanoTime < 0) {
            LockSupport.park(this);
        }
        parked.remove(Thread.currentThread());
    }

    public void advance(Duration step) {
        now.addAndGet(step.toNanos());
        parked.forEach(LockSupport::unpark);
    }
}
