package io.atomicflow.semaphore;

/**
 * One counter, and no permit objects: any number of permits costs the same.
 *
 * <p>It cannot tell one held permit from another, so it refuses only ids that it has never given, and any while
 * nothing is held.
 */
final class AtomicSemaphore implements TaskSemaphore {

    private final PermitCount count;

    AtomicSemaphore(int permits) {
        this.count = new PermitCount(permits);
    }

    @Override
    public long tryAcquire() {
        return count.tryAcquire();
    }

    @Override
    public boolean release(long permitId) {
        if (permitId <= NONE || permitId > count.lastGiven()) {
            return false;
        }
        return count.release();
    }

    @Override
    public void resize(int permits) {
        count.resize(permits);
    }

    @Override
    public boolean mayHandOn() {
        return count.isWithinBounds();
    }

    @Override
    public int permits() {
        return count.permits();
    }

    @Override
    public int held() {
        return count.held();
    }
}
