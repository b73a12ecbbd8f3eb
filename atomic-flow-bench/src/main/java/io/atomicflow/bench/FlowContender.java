package io.atomicflow.bench;

import io.atomicflow.AtomicFlow;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Workers;

/** This library, as it comes but for the workers. */
final class FlowContender implements Contender {

    /** About a millisecond of looking again: longer than the silences that the benchmarks make. */
    static final int SPINS = 100_000;

    private final AtomicFlow flow;
    private final Limit limit;

    FlowContender(Workers workers, int permits) {
        this.flow = AtomicFlow.builder().workers(workers).queueCapacity(SLOTS).build();
        this.limit = flow.limit("bench", permits);
    }

    @Override
    public void submit(Runnable body) {
        flow.submit(limit, body);
    }

    @Override
    public void close() {
        flow.close();
    }
}
