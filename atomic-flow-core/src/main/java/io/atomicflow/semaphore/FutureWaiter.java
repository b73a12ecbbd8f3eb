package io.atomicflow.semaphore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A future that waits for a permit, and no thread with it. However the future ends, by its permit, a cancel or a
 * timeout that was put on it, the permit is either its own or somebody else's.
 */
final class FutureWaiter extends Waiter {

    private static final int WAITS = 0;
    private static final int GRANTED = 1;
    private static final int GAVE_UP = 2;

    private final Limit limit;
    private final CompletableFuture<Permit> future = new CompletableFuture<>();
    private final AtomicInteger state = new AtomicInteger(WAITS);
    private volatile long permitId;

    FutureWaiter(Limit limit) {
        this.limit = limit;
        var ignored = future.whenComplete((permit, failure) -> {
            if (failure != null && state.compareAndSet(WAITS, GAVE_UP)) {
                limit.gate().leave();
            }
        });
    }

    CompletableFuture<Permit> future() {
        return future;
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

    /** Completes the future on its own executor: what depends on it may block, and must not hold up who released. */
    @Override
    public void resume() {
        future.defaultExecutor().execute(this::complete);
    }

    private void complete() {
        Permit permit = new Permit(limit, permitId);
        if (!future.complete(permit)) {
            permit.close();
        }
    }
}
