package io.atomicflow.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One worker: takes work and does it, or sleeps until it is woken as the searcher. */
final class Worker implements Runnable {

    /**
     * How many looks, of some 30 ns each, between two offers to let others go first. Compiled code may look for as long
     * as it likes without ever coming to a point at which the JVM can stop its threads, and all would wait for this
     * one; and whoever shares a virtual thread's carrier would too.
     */
    private static final int LOOKS_IN_A_ROW = 1_000;

    private final WorkerPool pool;
    private final int number;
    private volatile @Nullable Thread thread;
    private volatile boolean woken;

    Worker(WorkerPool pool, int number) {
        this.pool = pool;
        this.number = number;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Runner runner = pool.enter(number, true);
        try {
            work(runner);
        } finally {
            pool.leave(runner, null);
        }
    }

    private void work(Runner runner) {
        runner.nanoTime(pool.source().nanoTime());
        while (true) {
            WorkSource.Work work = pool.source().poll(runner.nextTurn());
            if (work == null && pool.becomesSearcher(runner)) {
                work = spin();
                runner.timeHasPassed();
            }
            if (work != null) {
                if (!work.saysHowLong()) {
                    pool.goesToLongWork(runner);
                }
                pool.runGuarded(work, runner);
                if (!pool.isSurplus(runner)) {
                    continue;
                }
            } else {
                pool.foundNothing(runner);
                if (pool.isStopped()) {
                    return;
                }
            }
            pool.lineUp(number);
            runner.searcher(sleep());
            runner.nanoTime(pool.source().nanoTime());
        }
    }

    /** Looks again a few times before going to sleep. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing is right or wrong by a yield here, it only lets others through
    private WorkSource.@Nullable Work spin() {
        for (int left = pool.spins(); left > 0 && !pool.isStopped(); left--) {
            WorkSource.Work work = pool.source().poll(left);
            if (work != null) {
                return work;
            }
            if (left % LOOKS_IN_A_ROW == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return null;
    }

    /** Wakes this worker, which has been taken out of the sleepers, as the searcher. */
    void wake() {
        woken = true;
        unpark();
    }

    void unpark() {
        LockSupport.unpark(thread);
    }

    /** Sleeps until woken, and answers whether it was: not so when the pool stops. */
    private boolean sleep() {
        while (!woken) {
            if (pool.isStopped()) {
                return false;
            }
            LockSupport.park(this);
            WorkerPool.clearInterrupt();
        }
        woken = false;
        return true;
    }
}
