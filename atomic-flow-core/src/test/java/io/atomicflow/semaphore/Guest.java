package io.atomicflow.semaphore;

import io.atomicflow.task.Priority;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A waiter that notes what happens to it; its state is one CAS, as the contract asks. */
class Guest extends Waiter {
    static final int WAITS = 0;
    static final int GRANTED = 1;
    static final int LEFT = 2;

    final AtomicInteger state = new AtomicInteger(WAITS);
    final AtomicInteger resumed = new AtomicInteger();
    private final Priority priority;
    private final AtomicLong looks;
    volatile long permitId;

    Guest() {
        this(Priority.NORMAL, new AtomicLong());
    }

    /** @param looks counts how often anybody looks whether it still waits */
    Guest(Priority priority, AtomicLong looks) {
        this.priority = priority;
        this.looks = looks;
    }

    static Guest enqueued(Limit limit) {
        return enqueued(limit, Priority.NORMAL);
    }

    static Guest enqueued(Limit limit, Priority priority) {
        Guest guest = new Guest(priority, new AtomicLong());
        limit.gate().enqueue(guest);
        return guest;
    }

    @Override
    public boolean isWaiting() {
        looks.getAndIncrement();
        return state.get() == WAITS;
    }

    @Override
    public boolean grant(long id) {
        permitId = id;
        return state.compareAndSet(WAITS, GRANTED);
    }

    @Override
    public void resume() {
        resumed.incrementAndGet();
    }

    @Override
    public Priority priority() {
        return priority;
    }

    boolean isGranted() {
        return state.get() == GRANTED;
    }

    boolean giveUp(Limit limit) {
        if (!state.compareAndSet(WAITS, LEFT)) {
            return false;
        }
        limit.gate().leave();
        return true;
    }
}
