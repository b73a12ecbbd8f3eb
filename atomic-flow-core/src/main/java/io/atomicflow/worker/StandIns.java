package io.atomicflow.worker;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works in the place of workers whose bodies wait for other work: without them, ten bodies that wait for ten more
 * would wait for ever.
 *
 * <pre>
 * Mechanism. "Uncovered" is how many workers wait, less how many stand-ins there are. A stand-in is started when there
 * is work, nobody sleeps, and somebody is uncovered. It works until there is nothing to do, or until it is one too
 * many because the one it stood in for goes on.
 *
 * No work is overlooked. Who is about to wait raises "uncovered", then looks for work; who makes work available reads
 * "uncovered" after that; a stand-in that found nothing raises "uncovered", then looks again. ForkJoinPool's managed
 * blocking compensates in the same sense.
 * </pre>
 */
final class StandIns {

    private static final Logger log = LoggerFactory.getLogger(StandIns.class);

    private final WorkerPool pool;
    private final AtomicInteger uncovered = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();

    StandIns(WorkerPool pool) {
        this.pool = pool;
    }

    void oneMoreWaits() {
        uncovered.getAndIncrement();
        if (!pool.source().isEmpty()) {
            pool.signal();
        }
    }

    void oneLessWaits() {
        uncovered.getAndDecrement();
    }

    void startIfNeeded() {
        if (uncovered.get() > 0 && !pool.source().isEmpty() && cover()) {
            pool.startElsewhereIfNeeded(this::start);
        }
    }

    private void start() {
        try {
            pool.start(this::standIn);
        } catch (Throwable e) {
            uncovered.getAndIncrement();
            log.error("No thread could be had to work in the place of one that waits", e);
        }
    }

    private boolean cover() {
        for (int now = uncovered.get(); now > 0; now = uncovered.get()) {
            if (uncovered.compareAndSet(now, now - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this stand-in is one too many; then it is counted out. */
    private boolean isOneTooMany() {
        for (int now = uncovered.get(); now < 0; now = uncovered.get()) {
            if (uncovered.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void standIn() {
        Runner runner = pool.enter(pool.size() + Math.floorMod(started.getAndIncrement(), pool.size()), false);
        try {
            runner.nanoTime(pool.source().nanoTime());
            while (!isOneTooMany()) {
                WorkSource.Work work = pool.source().poll(runner.nextTurn());
                if (work != null) {
                    pool.runGuarded(work, runner);
                    continue;
                }
                uncovered.getAndIncrement();
                if (pool.isStopped() || pool.source().isEmpty() || !cover()) {
                    return;
                }
            }
            pool.signal(); // there may be work that a worker was not woken for, as this one was about to take it
        } finally {
            pool.leave(runner, null);
        }
    }
}
