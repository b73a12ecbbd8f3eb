package io.atomicflow.semaphore;

import io.atomicflow.task.FlowClock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits for a permit in its own name. */
final class ThreadWaiter extends Waiter {

    private static final int WAITS = 0;
    private static final int GRANTED = 1;
    private static final int GAVE_UP = 2;

    private final Thread thread = Thread.currentThread();
    private final AtomicInteger state = new AtomicInteger(WAITS);
    private volatile long permitId;

    /**
     * Waits until granted, until the deadline or until interrupted. An interrupt that comes after the grant is kept
     * for whoever blocks next: the permit is taken all the same.
     *
     * @return the permit's id, or {@link TaskSemaphore#NONE} if the deadline has passed
     */
    long await(PermitGate gate, FlowClock clock, long deadline) throws InterruptedException {
        while (state.get() == WAITS) {
            if (Thread.interrupted()) {
                if (giveUp(gate)) {
                    throw new InterruptedException("interrupted while waiting for a permit");
                }
                thread.interrupt();
                break;
            }
            if (clock.nanoTime() - deadline >= 0) {
                if (giveUp(gate)) {
                    return TaskSemaphore.NONE;
                }
                break;
            }
            clock.parkUntil(deadline);
        }
        return permitId;
    }

    private boolean giveUp(PermitGate gate) {
        if (!state.compareAndSet(WAITS, GAVE_UP)) {
            return false;
        }
        gate.leave();
        return true;
    }

    @Override
    public boolean isWaiting() {
        return state.get() == WAITS;
    }

    @Override
    public boolean grant(long id) {
        permitId = id;
        return state.compareAndSet(WAITS, GRANTED);
    }

    @Override
    public void resume() {
        LockSupport.unpark(thread);
    }
}
