package io.atomicflow.server.pusher;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What may wait for all clients together, beyond what each has of its own. So slow clients cannot take the memory of
 * the others, however many they are.
 *
 * <p><b>Thread-safety:</b> any thread may call; what was taken never exceeds what there is.
 */
final class Budget {

    private final long total;
    private final AtomicLong free;

    Budget(long bytes) {
        this.total = bytes;
        this.free = new AtomicLong(bytes);
    }

    boolean tryTake(long bytes) {
        return free.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }

    long taken() {
        return total - free.get();
    }
}
