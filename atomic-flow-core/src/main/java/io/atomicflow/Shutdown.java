package io.atomicflow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How a flow ends: it takes no more tasks; what is there may finish until the deadline; then the rest is cancelled,
 * and running bodies are interrupted; who does not return in the time that is left to them is abandoned. Happens
 * once, whoever asks.
 */
final class Shutdown {

    /** What an interrupted body gets to clean up, and a listener to hear the last of it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Engine engine;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Thread closer;
    private final CompletableFuture<CloseReport> report = new CompletableFuture<>();

    Shutdown(Engine engine) {
        this.engine = engine;
    }

    /** Ends the flow, or waits until whoever began has ended it. */
    CloseReport run(Duration drain) {
        engine.intake().close();
        if (begun.compareAndSet(false, true)) {
            end(drain);
        }
        return report.join();
    }

    /** Ends the flow from one of its own tasks, which cannot wait for itself: on a thread of its own. */
    void runInBackground(Duration drain) {
        engine.intake().close();
        if (begun.compareAndSet(false, true)) {
            engine.threads().startService("atomic-flow-closer", () -> end(drain));
        }
    }

    /**
     * Whether the calling thread is the one that ends the flow: then it is inside a future's action, and cannot wait.
     */
    boolean isRunByThisThread() {
        return closer == Thread.currentThread() && !report.isDone();
    }

    private void end(Duration drain) {
        closer = Thread.currentThread();
        try {
            report.complete(drainThenCancel(drain));
        } catch (Throwable e) {
            engine.stop();
            report.completeExceptionally(e);
        }
    }

    private CloseReport drainThenCancel(Duration drain) {
        TaskCounts before = engine.counters().read();
        engine.resume(); // else the drain of a paused flow could only run out
        int abandoned = 0;
        boolean interrupted = false;
        boolean drained = false;
        try {
            drained = engine.settling().await(drain);
        } catch (InterruptedException e) {
            interrupted = true; // who is in a hurry skips the rest of the drain, not the order of the end
        }
        if (!drained) {
            engine.cancelling().cancelEverything();
            try {
                engine.settling().await(GRACE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            abandoned = engine.cancelling().abandonAll();
        }
        engine.stop();
        engine.threads().join(abandoned == 0 ? GRACE : Duration.ZERO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        TaskCounts after = engine.counters().read();
        long cancelled = after.cancelled() - before.cancelled();
        return new CloseReport(after.ended() - before.ended() - cancelled, cancelled, abandoned);
    }
}
