package io.atomicflow.worker;

import java.util.concurrent.atomic.AtomicInteger;

/** Work that is known to be short, whatever it does, and counts how often it is told that it is not. */
abstract class ShortWork implements WorkSource.Work {

    final AtomicInteger toldLong = new AtomicInteger();
    private final WorkerPool pool;

    ShortWork(WorkerPool pool) {
        this.pool = pool;
    }

    abstract void does(Runner runner);

    @Override
    public void run(Runner runner) {
        runner.current(this);
        runner.doesShortWork(true);
        pool.goesToShortWork(runner);
        does(runner);
    }

    @Override
    public boolean saysHowLong() {
        return true;
    }

    @Override
    public void takesLong() {
        toldLong.incrementAndGet();
    }
}
