package io.atomicflow.semaphore;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Who holds which permit, for semaphores whose permits may be lost. */
final class Leases {

    private final TaskSemaphore semaphore;
    private final ConcurrentHashMap<Long, LongConsumer> holders = new ConcurrentHashMap<>();

    Leases(TaskSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    /** First the note, then the question: a loss finds the note, or the question finds the loss. */
    void hold(long permitId, LongConsumer onLost) {
        holders.put(permitId, onLost);
        if (!semaphore.isValid(permitId)) {
            lost(permitId);
        }
    }

    void release(long permitId) {
        holders.remove(permitId);
    }

    void lost(long permitId) {
        LongConsumer holder = holders.remove(permitId);
        if (holder != null) {
            holder.accept(permitId);
        }
    }
}
