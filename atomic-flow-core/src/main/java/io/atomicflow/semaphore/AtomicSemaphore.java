package io.atomicflow.semaphore;

/**
 * One counter, and no permit objects: any number of permits costs the same.
 *
 * <p>It cannot tell one held permit from another, so it refuses only ids that it has never given, and any while
 * nothing is held.
 */
final class AtomicSemaphore extends PermitCount implements TaskSemaphore {

    AtomicSemaphore(int permits) {
        super(permits);
    }

    @Override
    public long tryAcquire() {
        return take();
    }

    @Override
    public boolean release(long permitId) {
        if (permitId <= NONE || permitId > lastGiven()) {
            return false;
        }
        return giveBack();
    }

    @Override
    public void resize(int permits) {
        count(permits);
    }

    @Override
    public boolean mayHandOn() {
        return isWithinBounds();
    }
}
