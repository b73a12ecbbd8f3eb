package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stops, starts and clears the whole flow. Any thread may call. */
public final class FlowControl {

    /** How long a reset waits for bodies that were told to end. Those here do so at once. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final AtomicFlow flow;
    private final KnownTasks tasks;
    private final LimitDesk limits;
    private final CountsSinceReset counts;
    private final List<Runnable> resetsFirst = new CopyOnWriteArrayList<>();

    /** Of this flow, and what is known of it. */
    public FlowControl(AtomicFlow flow, KnownTasks tasks, LimitDesk limits, CountsSinceReset counts) {
        this.flow = flow;
        this.tasks = tasks;
        this.limits = limits;
        this.counts = counts;
    }

    /** Whether no body begins. */
    public boolean isPaused() {
        return flow.snapshot().paused();
    }

    /** Lets no further body begin. */
    public void pause() {
        flow.pause();
    }

    /** Goes on. */
    public void resume() {
        flow.resume();
    }

    /** Holds nothing back any more: no pause, neither of all nor of a limit, and limits of the sizes of the start. */
    public void letGo() {
        limits.reset();
        flow.resume();
    }

    /** Cancels everything that is live, and says how many tasks that were. */
    public int cancelAll() {
        return tasks.cancel(TaskFilter.ALL);
    }

    /** Adds something that a reset is to stop before anything else, such as what goes on submitting tasks. */
    public void stopOnReset(Runnable stop) {
        resetsFirst.add(stop);
    }

    /**
     * Begins anew: cancels everything and waits, though not for long, until it has ended; limits have the sizes that
     * they had at the start, nothing is paused, counts begin at zero, and what has ended is forgotten. What is
     * submitted meanwhile lives on, and is counted when it ends.
     */
    public synchronized void reset() {
        resetsFirst.forEach(Runnable::run);
        List<KnownTask> live = tasks.notEnded();
        live.forEach(KnownTask::cancel);
        awaitEnd(live);
        letGo();
        counts.reset();
        tasks.forgetEnded();
    }

    /** Also of those that could not be cancelled: they may be ending, or somebody else has told them to. */
    private static void awaitEnd(List<KnownTask> live) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            for (KnownTask task : live) {
                task.awaitEnd(end - System.nanoTime());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
