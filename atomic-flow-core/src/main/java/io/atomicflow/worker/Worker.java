package io.atomicflow.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker: takes work and does it, or sleeps until it is woken as the searcher. */
final class Worker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

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
        boolean searcher = false;
        for (int turn = 0;; turn++) {
            WorkSource.Work work = pool.source().poll(turn);
            if (work != null) {
                if (searcher) {
                    searcher = false;
                    pool.found();
                }
                runGuarded(work);
                continue;
            }
            if (searcher) {
                searcher = false;
                pool.foundNothing();
            }
            if (pool.isStopped()) {
                return;
            }
            pool.lineUp(number);
            searcher = sleep();
        }
    }

    /** Wakes this worker, which has been taken out of the sleepers, as the searcher. */
    void wake() {
        woken = true;
        unpark();
    }

    void unpark() {
        LockSupport.unpark(thread);
    }

    boolean isCurrentThread() {
        return thread == Thread.currentThread();
    }

    /** Sleeps until woken, and answers whether it was: not so when the pool stops. */
    private boolean sleep() {
        while (!woken) {
            if (pool.isStopped()) {
                return false;
            }
            LockSupport.park(this);
            clearInterrupt();
        }
        woken = false;
        return true;
    }

    /**
     * Work does not throw. If it does all the same, the fault is ours, and one lost task must not become a lost
     * worker.
     */
    private void runGuarded(WorkSource.Work work) {
        try {
            work.run(number);
        } catch (Throwable e) {
            log.error("Worker {} goes on after a fault in the engine", number, e);
        }
        clearInterrupt();
    }

    /** An interrupt was meant for a body that has ended by now. With its flag up no thread can park. */
    @SuppressWarnings("ReturnValueIgnored")
    private static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }
}
