package io.atomicflow.worker;

import io.atomicflow.queue.Tallies;
import io.atomicflow.queue.Tally;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Work for a pool without an engine. Who puts some in has to signal. */
class Pile implements WorkSource {

    final ConcurrentLinkedQueue<Work> works = new ConcurrentLinkedQueue<>();
    private final Tallies tallies = new Tallies(0, 1);

    @Override
    public Tally tallyOf(int worker) {
        return tallies.of(worker);
    }

    @Override
    public @Nullable Work poll(int turn) {
        return works.poll();
    }

    @Override
    public boolean isEmpty() {
        return works.isEmpty();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
