package io.atomicflow;

import io.atomicflow.task.FlowClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for the moment at which no accepted task is without an end. Costs a task nothing while nobody waits. */
final class Settling {

    private final Counters counters;
    private final FlowClock clock;
    private final List<Thread> waiting = new CopyOnWriteArrayList<>();
    private final Attention attention;

    Settling(Counters counters, FlowClock clock, Attention attention) {
        this.attention = attention;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * One more task has settled. Called only if there is attention: the task was counted before, with a full fence in
     * between, and whoever waits has lined up and called for attention before it looked at the count.
     */
    void oneMore() {
        waiting.forEach(LockSupport::unpark);
    }

    /**
     * Waits until all are settled.
     *
     * @param atMost how long to wait, however long that may be; zero or less looks once
     * @return whether they are
     * @throws InterruptedException if the calling thread is interrupted
     */
    boolean await(Duration atMost) throws InterruptedException {
        long deadline = clock.nanoTime() + Math.clamp(TimeUnit.NANOSECONDS.convert(atMost), 0, Long.MAX_VALUE >> 1);
        Thread me = Thread.currentThread();
        waiting.add(me);
        attention.oneMore();
        try {
            while (!counters.allSettled()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while tasks were still to settle");
                }
                if (clock.nanoTime() - deadline >= 0) {
                    return false;
                }
                clock.parkUntil(deadline);
            }
            return true;
        } finally {
            attention.oneLess();
            waiting.remove(me);
        }
    }
}
