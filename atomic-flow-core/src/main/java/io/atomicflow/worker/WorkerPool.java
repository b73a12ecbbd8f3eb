package io.atomicflow.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps persistent workers busy from a source, and asleep when there is nothing to do.
 *
 * <pre>
 * Mechanism. At most one worker at a time is on its way from sleep to its first work: the searcher. Whoever makes
 * work available signals; a signal wakes one sleeper and makes it the searcher, unless there is a searcher or nobody
 * sleeps. A searcher that found work stops being one before it does anything long, and signals if there is more. So a
 * burst wakes as many workers as it needs, one after the other, and a busy pool wakes nobody. Go's scheduler limits its
 * spinning threads in the same way. A worker that spins before it sleeps is the searcher while it does. So is one
 * that does work which is known to be short: it looks again in less time than it would take to wake another. If it does
 * not, the Watch puts somebody in its place.
 *
 * No wake-up is lost. Producer: make available, then read "searching". Searcher that finds nothing: clear
 * "searching", line up as a sleeper, then look again. All of these are sequentially consistent, so a producer that
 * saw a searcher is seen by it.
 *
 * A worker whose body waits for other work is no use to anybody. StandIns covers for it.
 * </pre>
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public final class WorkerPool {

    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private final Workers model;
    private final WorkSource source;
    private final FlowThreads threads;
    private final Worker[] workers;
    private final Sleepers sleepers;
    private final StandIns standIns;
    private final Watch watch;
    private final Set<Runner> runners = ConcurrentHashMap.newKeySet();
    private final AtomicInteger searching = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * Makes a pool that is not started yet.
     *
     * @param model which threads, and how many
     * @param source where they find work
     * @param threads who starts and owns them
     */
    public WorkerPool(Workers model, WorkSource source, FlowThreads threads) {
        this.model = model;
        this.source = source;
        this.threads = threads;
        this.workers = new Worker[model.count()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(this, i);
        }
        this.sleepers = new Sleepers(workers.length);
        this.standIns = new StandIns(this);
        this.watch = new Watch(this, threads);
    }

    /** Starts the workers. If a thread cannot be had, those that were started end, and the cause is thrown. */
    public void start() {
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
        standIns.startIfNeeded();
    }

    /** Lets each worker end once it finds nothing more to do. */
    public void stop() {
        stopped = true;
        for (Worker worker : workers) {
            worker.unpark();
        }
        watch.stop();
    }

    /**
     * Starts a thread of its own for one work, made by the model's factory.
     *
     * @param work what it does
     * @throws RuntimeException or an {@link Error}, whatever the factory throws; the work is then not begun
     */
    public void startFresh(WorkSource.Work work) {
        threads.start(model.threads(), () -> runHere(work));
    }

    /**
     * Does one work on the calling thread. Inside the work of a worker that worker does it, and is covered for when
     * it waits.
     *
     * @param work what to do
     */
    public void runHere(WorkSource.Work work) {
        Runner outer = Runner.ofThisThread(this);
        int number = outer != null && model.bodies() == Workers.Bodies.ON_WORKERS ? outer.number() : Runner.NO_WORKER;
        Runner before = Runner.install(null);
        Runner runner = enter(number, false);
        try {
            runner.nanoTime(source.nanoTime());
            runGuarded(work, runner);
        } finally {
            leave(runner, before);
            if (runner.wasInterrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Tells the pool that the calling thread, if it is one of this pool's, is about to wait for other work, so that
     * somebody else may work in its place. {@link #goesOn} is owed.
     */
    public void isAboutToWait() {
        Runner runner = Runner.ofThisThread(this);
        if (runner != null && runner.number() != Runner.NO_WORKER) {
            goesToLongWork(runner);
            standIns.oneMoreWaits();
        }
    }

    /** Tells the pool that the calling thread, if it is one of this pool's, goes on. */
    public void goesOn() {
        Runner runner = Runner.ofThisThread(this);
        if (runner != null && runner.number() != Runner.NO_WORKER) {
            standIns.oneLessWaits();
        }
    }

    /**
     * Returns all threads that may be running work.
     *
     * @return a live view
     */
    public Iterable<Runner> runners() {
        return runners;
    }

    /**
     * Returns how many workers there are.
     *
     * @return the number, 1 or more
     */
    public int size() {
        return workers.length;
    }

    Runner enter(int number, boolean isWorker) {
        Runner runner = new Runner(number, this, source.tallyOf(number), isWorker);
        Runner.install(runner);
        runners.add(runner);
        return runner;
    }

    void leave(Runner runner, @Nullable Runner before) {
        runners.remove(runner);
        Runner.install(before);
    }

    WorkSource source() {
        return source;
    }

    int spins() {
        return model.idle().spins();
    }

    boolean isStopped() {
        return stopped;
    }

    /** The factory is somebody else's code, and may not hold up the timers. */
    void startElsewhereIfNeeded(Runnable starting) {
        if (threads.isServiceThread()) {
            threads.startVirtual("atomic-flow-starter", starting);
        } else {
            starting.run();
        }
    }

    void start(Runnable standIn) {
        threads.start(model.threads(), standIn);
    }

    /** A worker that found nothing may spin as the searcher, if it is to spin at all and nobody else does. */
    boolean becomesSearcher(Runner runner) {
        if (spins() == 0) {
            return false;
        }
        if (runner.isSearcher() ? !stopsWorking(runner) : !takesSearch()) {
            return false;
        }
        runner.searcher(true);
        return true;
    }

    /** A searcher that worked goes on as one that only looks. */
    private boolean stopsWorking(Runner searcher) {
        if (searcher.isWatched()) {
            watch.ends();
            return true;
        }
        return false; // it was woken, or has spun already
    }

    private boolean takesSearch() {
        return searching.get() == 0 && searching.compareAndSet(0, 1);
    }

    /**
     * A worker goes to work that may take long: if it is the searcher, it is none any more, and sends the next one if
     * there is more to do.
     *
     * @param runner the calling thread
     */
    public void goesToLongWork(Runner runner) {
        if (runner.isSearcher()) {
            giveUpSearch(runner);
            if (!source.isEmpty()) {
                signal();
            }
        }
    }

    /**
     * A worker goes to work that is known to be short, shorter than it takes to wake another worker, or to get in each
     * other's way: it looks again so soon that it is as good as a searcher, and one is enough.
     *
     * @param runner the calling thread
     */
    public void goesToShortWork(Runner runner) {
        if (!runner.isWorker() || runner.isWatched()) {
            return;
        }
        if (!runner.isSearcher()) {
            if (!takesSearch()) {
                return;
            }
            runner.searcher(true);
        }
        if (watch.over(runner)) {
            runner.isWatchedNow();
        } else {
            goesToLongWork(runner);
        }
    }

    /** Whether a worker that has done short work leaves the rest to the searcher. */
    boolean isSurplus(Runner runner) {
        return runner.hasDoneShortWork() && !runner.isSearcher() && searching.get() != 0;
    }

    /** The searcher does not come back from work that was known to be short. */
    void relieve(Runner searcher) {
        WorkSource.Work work = searcher.current();
        if (work != null) {
            work.takesLong();
        }
        if (searching.compareAndSet(1, 0) && !source.isEmpty()) {
            signal();
        }
    }

    private void giveUpSearch(Runner runner) {
        if (runner.isWatched()) {
            watch.ends();
        }
        runner.searcher(false);
        searching.set(0);
    }

    /** A worker found nothing: it lines up to sleep, then looks once more, so that it misses nothing. */
    void lineUp(int worker) {
        sleepers.add(worker);
        if (!source.isEmpty()) {
            signal();
        }
    }

    /** A worker has found nothing. */
    void foundNothing(Runner runner) {
        if (runner.isSearcher()) {
            giveUpSearch(runner);
        }
    }

    /**
     * Work does not throw. If it does all the same, the fault is ours, and one lost task must not become a lost
     * worker.
     */
    void runGuarded(WorkSource.Work work, Runner runner) {
        try {
            work.run(runner);
        } catch (Throwable e) {
            log.error("Worker {} goes on after a fault in the engine", runner.number(), e);
        }
    }

    /** An interrupt was meant for a body that has ended by now. With its flag up no thread can park. */
    static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }
}
