package io.atomicflow.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on a searcher that does short work while it looks: if it does not come back, somebody else is to look in
 * its place. A thread of its own, as it must work when all workers are stuck; it is started when it is first needed,
 * and sleeps while no searcher works.
 *
 * <p>Nobody goes unwatched: a searcher makes itself known, then looks whether the watch is on; the watch goes off duty,
 * then looks once more whether there is a searcher.
 */
final class Watch implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** How long who waits behind a piece of work that was thought to be short may wait: twice that at most. */
    private static final long TICK_NANOS = 1_000_000;

    /** How long it stays on duty without a searcher: to be woken costs more than a few looks. */
    private static final int IDLE_TICKS = 50;

    private final WorkerPool pool;
    private final FlowThreads threads;
    private volatile @Nullable Runner watched;
    private volatile boolean onDuty;
    private volatile @Nullable Thread thread;
    private boolean started;

    Watch(WorkerPool pool, FlowThreads threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * Watches a searcher from now on.
     *
     * @return false if there is nobody to do so; then it must not work
     */
    boolean over(Runner searcher) {
        watched = searcher;
        return onDuty || call();
    }

    void ends() {
        watched = null;
    }

    private boolean call() {
        onDuty = true;
        Thread there = thread;
        if (there != null) {
            LockSupport.unpark(there);
            return true;
        }
        return start();
    }

    /** Once in the life of a flow. */
    private synchronized boolean start() {
        if (!started) {
            try {
                Thread ignored = threads.startService("atomic-flow-watch", this);
                started = true;
            } catch (Throwable e) {
                onDuty = false;
                log.error("No thread could be had to watch over the workers", e);
            }
        }
        return started;
    }

    void stop() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        int idle = 0;
        while (!pool.isStopped()) {
            if (!onDuty) {
                LockSupport.park(this);
                continue;
            }
            Runner before = watched;
            int laps = before == null ? 0 : before.laps();
            sleepOneTick();
            Runner now = watched;
            if (now != null && now.equals(before) && now.laps() == laps) {
                watched = null;
                pool.relieve(now);
            }
            idle = now == null ? idle + 1 : 0;
            if (idle > IDLE_TICKS) {
                idle = 0;
                onDuty = false;
                if (watched != null) { // not set to false again: somebody may have called meanwhile
                    onDuty = true;
                }
            }
        }
    }

    /** A wake-up that came when it was on duty already is no tick: who has just begun would be taken for stuck. */
    private void sleepOneTick() {
        long began = System.nanoTime();
        for (long left = TICK_NANOS; left > 0 && !pool.isStopped(); left = began + TICK_NANOS - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
