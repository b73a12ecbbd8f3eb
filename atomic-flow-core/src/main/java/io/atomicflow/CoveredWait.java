package io.atomicflow;

import io.atomicflow.semaphore.LineRules;
import io.atomicflow.worker.WorkerPool;

/** A thread of ours that waits for a permit or for room is covered for. */
record CoveredWait(WorkerPool pool) implements LineRules.Blocking {

    @Override
    public void begin() {
        pool.isAboutToWait();
    }

    @Override
    public void end() {
        pool.goesOn();
    }
}
