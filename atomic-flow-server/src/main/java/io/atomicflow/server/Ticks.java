package io.atomicflow.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for all that happens again and again, or later. What throws is told to the log, and happens again all the
 * same.
 */
final class Ticks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("atomic-flow-ticks").daemon().factory());

    void every(Duration period, Runnable work) {
        var unused = executor.scheduleAtFixedRate(
                () -> guarded(work), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Once; not at all if this is closed before. */
    void after(Duration delay, Runnable work) {
        try {
            var unused = executor.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing happens any more");
        }
    }

    static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable bug) {
            LOG.error("what was to happen now failed; the next time it is tried all the same", bug);
        }
    }

    /** When it returns, nothing happens any more; unless it takes far too long. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("what happens again and again did not end in time");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
