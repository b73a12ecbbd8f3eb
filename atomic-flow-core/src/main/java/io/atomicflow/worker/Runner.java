package io.atomicflow.worker;

import io.atomicflow.queue.Tally;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs work at the moment, and which: a worker, a stand-in for one that waits, the fresh thread of one
 * task, or a submitter that runs its own.
 *
 * <p><b>Thread-safety:</b> belongs to its thread; {@link #current()} may be read, and the thread interrupted, by
 * others.
 */
public final class Runner {

    /** The number of a runner that is none of the pool's workers. */
    public static final int NO_WORKER = -1;

    private static final ThreadLocal<Runner> OF_THREAD = new ThreadLocal<>();

    private static final VarHandle CURRENT;
    private static final VarHandle LAPS;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Runner.class, "current", WorkSource.Work.class);
            LAPS = MethodHandles.lookup().findVarHandle(Runner.class, "laps", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private final Object owner;
    private final Tally tally;
    private final boolean isWorker;
    private final Thread thread = Thread.currentThread();
    private volatile WorkSource.@Nullable Work current;
    private int laps;

    private long nanoTime;
    private boolean isFresh;
    private int turn;
    private boolean interrupted;

    private boolean isSearcher;
    private boolean isWatched;
    private boolean hasDoneShortWork;

    Runner(int number, Object owner, Tally tally, boolean isWorker) {
        this.isWorker = isWorker;
        this.number = number;
        this.owner = owner;
        this.tally = tally;
    }

    /**
     * Finds the runner of the calling thread.
     *
     * @param owner who it must belong to
     * @return the runner; or null if the calling thread is none of this owner's
     */
    public static @Nullable Runner ofThisThread(Object owner) {
        Runner runner = OF_THREAD.get();
        return runner != null && runner.owner.equals(owner) ? runner : null;
    }

    /** Replaces the runner of the calling thread, and returns the one before. */
    static @Nullable Runner install(@Nullable Runner runner) {
        Runner before = OF_THREAD.get();
        if (runner == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(runner);
        }
        return before;
    }

    /**
     * Returns the number of the worker.
     *
     * @return from 0; stand-ins come after the workers; {@link #NO_WORKER} for any other thread
     */
    public int number() {
        return number;
    }

    /**
     * Returns where this thread counts what it does.
     *
     * @return the worker's own, or that of all others
     */
    public Tally tally() {
        return tally;
    }

    /**
     * Tells whether this is one of the workers: not a stand-in, the thread of one task, or a submitter.
     *
     * @return always the same
     */
    public boolean isWorker() {
        return isWorker;
    }

    boolean isSearcher() {
        return isSearcher;
    }

    /** Only for its own thread. */
    void searcher(boolean isOne) {
        isSearcher = isOne;
        isWatched = false;
    }

    boolean hasDoneShortWork() {
        return hasDoneShortWork;
    }

    /**
     * Notes what kind of work it does.
     *
     * @param isShort whether that is known to be short
     */
    public void doesShortWork(boolean isShort) {
        hasDoneShortWork = isShort;
    }

    boolean isWatched() {
        return isWatched;
    }

    void isWatchedNow() {
        isWatched = true;
    }

    /** How many works it has begun. */
    int laps() {
        return (int) LAPS.getOpaque(this);
    }

    /**
     * Returns the thread.
     *
     * @return always the same
     */
    public Thread thread() {
        return thread;
    }

    /**
     * Returns what is being run.
     *
     * @return the work, or null between two
     */
    public WorkSource.@Nullable Work current() {
        return current;
    }

    /**
     * Notes what is being run. A full fence: what this thread reads next is not older than this.
     *
     * @param work the work
     */
    public void current(WorkSource.Work work) {
        LAPS.setOpaque(this, laps + 1);
        CURRENT.setRelease(this, work);
        VarHandle.fullFence();
    }

    /** Notes that the work has ended. Others may learn of it a moment later. */
    public void hasEnded() {
        CURRENT.setRelease(this, null);
    }

    /** Notes an interrupt that was not for the work, but for whose thread this is. Only for its own thread. */
    public void keepInterrupt() {
        interrupted = true;
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    /**
     * Returns the time at which this thread last looked at the clock.
     *
     * @return nanoseconds, only for its own thread
     */
    public long nanoTime() {
        return nanoTime;
    }

    /**
     * Notes the time, so that what follows at once need not look at the clock again.
     *
     * @param now nanoseconds on the flow's clock
     */
    public void nanoTime(long now) {
        nanoTime = now;
        isFresh = true;
    }

    /** Notes that something has happened since that may have taken time. */
    public void timeHasPassed() {
        isFresh = false;
    }

    /**
     * Tells whether {@link #nanoTime()} is as good as the clock.
     *
     * @return whether nothing has happened since that takes time
     */
    public boolean isTimeFresh() {
        return isFresh;
    }

    /**
     * Returns a number that is one higher at each call, for a {@link WorkSource} that alternates between places.
     *
     * @return the number, only for its own thread
     */
    public int nextTurn() {
        return turn++;
    }
}
