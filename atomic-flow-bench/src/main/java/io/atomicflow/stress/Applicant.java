package io.atomicflow.stress;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.TaskSemaphore;
import io.atomicflow.semaphore.Waiter;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who wants a permit, the way a task does: it decides by one CAS between a grant and giving up. */
final class Applicant extends Waiter {

    private static final int WAITING = 0;
    private static final int GRANTED = 1;
    private static final int RESUMED = 2;
    private static final int GAVE_UP = 3;

    private final AtomicInteger step = new AtomicInteger(WAITING);
    private long permitId;
    private String way = "in line";

    /** Enters at once, or lines up. */
    void comeTo(Limit limit) {
        long id = limit.gate().tryEnter();
        if (id == TaskSemaphore.NONE) {
            limit.gate().enqueue(this);
        } else {
            permitId = id;
            way = "at once";
            step.set(RESUMED);
        }
    }

    /** Leaves the line; or, if a grant came first, hands the permit on. */
    void giveUp(Limit limit) {
        if (step.compareAndSet(WAITING, GAVE_UP)) {
            limit.gate().leave();
        } else {
            way = "too late";
            step.set(GAVE_UP);
            limit.gate().release(permitId);
        }
    }

    /** Ends well: gives its permit back. */
    void leaveAgain(Limit limit) {
        limit.gate().release(permitId);
    }

    /** How it came in, or gave up: "at once", "in line", or, if a grant was quicker, "too late". */
    String way() {
        return way;
    }

    /** Whether it has a permit, and was told so. */
    boolean isIn() {
        return step.get() == RESUMED;
    }

    @Override
    public boolean isWaiting() {
        return step.get() == WAITING;
    }

    @Override
    public boolean grant(long permit) {
        permitId = permit;
        return step.compareAndSet(WAITING, GRANTED);
    }

    @Override
    public void resume() {
        step.compareAndSet(GRANTED, RESUMED);
    }
}
