package io.atomicflow.stress;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;

/** A limit at which two threads are about to meet. */
abstract class LimitWindow {

    /** What a window says at its end when nothing is missing and nothing is too much. */
    static final String CONSERVED = "permits conserved";

    final Limit limit;

    LimitWindow(Semaphores strategy, int permits) {
        this.limit = new Limit("stress", strategy.create(permits));
    }

    /**
     * To be asked when every permit has come back: can each be had again, and no more than those, and does the line
     * still work?
     */
    String conserved() {
        int held = limit.held();
        int waiting = limit.waiting();
        int obtainable = 0;
        long last = TaskSemaphore.NONE;
        for (long id = limit.gate().tryEnter(); id != TaskSemaphore.NONE; id = limit.gate().tryEnter()) {
            obtainable++;
            last = id;
        }
        if (held != 0 || waiting != 0 || obtainable != limit.permits()) {
            return "of " + limit.permits() + " permits " + held + " held and " + obtainable + " free with " + waiting
                    + " waiting";
        }
        Applicant late = new Applicant();
        late.comeTo(limit);
        limit.gate().release(last);
        return late.isIn() ? CONSERVED : "the next in line left waiting";
    }
}
