package io.atomicflow.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for all that happens again and again. What throws is told to the log, and happens again all the same.
 */
final class Ticks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("atomic-flow-ticks").daemon().factory());

    void every(Duration period, Runnable work) {
        var unused = executor.scheduleAtFixedRate(
                () -> guarded(work), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable bug) {
            LOG.error("a tick failed; the next one is tried all the same", bug);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
