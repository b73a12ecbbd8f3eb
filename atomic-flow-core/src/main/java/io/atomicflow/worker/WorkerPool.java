package io.atomicflow.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps persistent workers busy from a source, and asleep when there is nothing to do.
 *
 * <pre>
 * Mechanism. At most one worker at a time is on its way from sleep to its first work: the searcher. Whoever makes
 * work available signals; a signal wakes one sleeper and makes it the searcher, unless there is a searcher or nobody
 * sleeps. A searcher that found work stops being one before it runs it, and signals if there is more. So a burst
 * wakes as many workers as it needs, one after the other, and a busy pool wakes nobody. Go's scheduler limits its
 * spinning threads in the same way.
 *
 * No wake-up is lost. Producer: make available, then read "searching". Searcher that finds nothing: clear
 * "searching", line up as a sleeper, then look again. All of these are sequentially consistent, so a producer that
 * saw a searcher is seen by it.
 * </pre>
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public final class WorkerPool {

    private final Workers model;
    private final WorkSource source;
    private final Worker[] workers;
    private final Sleepers sleepers;
    private final AtomicInteger searching = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * Makes a pool that is not started yet.
     *
     * @param model which threads, and how many
     * @param source where they find work
     */
    public WorkerPool(Workers model, WorkSource source) {
        this.model = model;
        this.source = source;
        this.workers = new Worker[model.count()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(this, i);
        }
        this.sleepers = new Sleepers(workers.length);
    }

    /**
     * Starts the workers. If a thread cannot be had, those that were started end, and the cause is thrown.
     *
     * @param threads who starts and owns them
     */
    public void start(FlowThreads threads) {
        try {
            for (Worker worker : workers) {
                threads.start(model.threads(), worker);
            }
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    /**
     * Tells the pool that there is work. Wakes at most one worker, and none if one is looking already. Never blocks.
     */
    public void signal() {
        while (searching.get() == 0 && sleepers.any() && searching.compareAndSet(0, 1)) {
            int woken = sleepers.takeOne();
            if (woken >= 0) {
                workers[woken].wake();
                return;
            }
            searching.set(0);
            if (source.isEmpty()) {
                return;
            }
            // Somebody else woke the last sleeper meanwhile. Whoever relied on us as the searcher is served by this
            // round.
        }
    }

    /** Lets each worker end once it finds nothing more to do. */
    public void stop() {
        stopped = true;
        for (Worker worker : workers) {
            worker.unpark();
        }
    }

    /**
     * Returns how many workers there are.
     *
     * @return the number, 1 or more
     */
    public int size() {
        return workers.length;
    }

    /**
     * Tells whether the calling thread is one of these workers.
     *
     * @return whether it is
     */
    public boolean isWorker() {
        for (Worker worker : workers) {
            if (worker.isCurrentThread()) {
                return true;
            }
        }
        return false;
    }

    WorkSource source() {
        return source;
    }

    boolean isStopped() {
        return stopped;
    }

    /** A searcher has found work: it is none any more, and sends the next one if there is more to do. */
    void found() {
        searching.set(0);
        if (!source.isEmpty()) {
            signal();
        }
    }

    /** A worker found nothing: it lines up to sleep, then looks once more, so that it misses nothing. */
    void lineUp(int worker) {
        sleepers.add(worker);
        if (!source.isEmpty()) {
            signal();
        }
    }

    /** A searcher has found nothing. */
    void foundNothing() {
        searching.set(0);
    }
}
