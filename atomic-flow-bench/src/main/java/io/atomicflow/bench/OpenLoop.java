package io.atomicflow.bench;

import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Submits at a fixed rate, whatever becomes of the tasks: so a contender that stalls does not also stop the clock of
 * those who would have come meanwhile (no coordinated omission).
 *
 * <p>Everything is made beforehand. While it runs the generator allocates nothing, and a body writes one field of its
 * own: no recorder is shared, and the histogram is filled afterwards.
 */
final class OpenLoop {

    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);

    private final Arrival[] arrivals;
    private final boolean[] accepted;
    private final double intervalNanos;

    private int sent;
    private int refused;
    private int unstarted;

    /**
     * @param perSecond the rate
     * @param seconds for how long
     * @param tokens what each body consumes
     */
    OpenLoop(double perSecond, int seconds, long tokens) {
        this.arrivals = new Arrival[(int) (perSecond * seconds)];
        Arrays.setAll(arrivals, i -> new Arrival(tokens));
        this.accepted = new boolean[arrivals.length];
        this.intervalNanos = 1e9 / perSecond;
    }

    /**
     * Runs it, and waits until all who were accepted have started; for either not longer than it should have taken,
     * times three.
     *
     * @return how late they started, in nanoseconds; who has not started by then counts with his age
     */
    Histogram run(Contender contender) {
        long start = System.nanoTime();
        long patience = 3 * (long) (arrivals.length * intervalNanos);
        generate(contender, start, start + patience);
        return collect(System.nanoTime() + patience);
    }

    private void generate(Contender contender, long start, long deadline) {
        for (int i = 0; i < arrivals.length; i++) {
            long due = start + (long) (i * intervalNanos);
            long now = System.nanoTime();
            while (now < due) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            if (now >= deadline) {
                return; // a submit that blocks has kept the others from being sent
            }
            sent++;
            try {
                contender.submit(arrivals[i].dueAt(due));
                accepted[i] = true;
            } catch (RejectedExecutionException e) {
                refused++;
            }
        }
    }

    private Histogram collect(long deadline) {
        Histogram histogram = new Histogram(LONGEST, 3);
        for (int i = 0; i < sent; i++) {
            if (!accepted[i]) {
                continue;
            }
            while (!arrivals[i].hasStarted() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(100_000);
            }
            if (!arrivals[i].hasStarted()) {
                unstarted++;
            }
            histogram.recordValue(Math.min(LONGEST, arrivals[i].lateBy(System.nanoTime())));
        }
        return histogram;
    }

    int sent() {
        return sent;
    }

    int unsent() {
        return arrivals.length - sent;
    }

    int refused() {
        return refused;
    }

    int unstarted() {
        return unstarted;
    }

    /** How many tokens take so long: the best of many rounds, since a disturbed one says nothing about the body. */
    static long tokensFor(long nanos) {
        long tokens = 1_000;
        for (int round = 0; round < 5; round++) {
            tokens = Math.max(1, Math.round(tokens * (double) nanos / nanosOf(tokens)));
        }
        return tokens;
    }

    /** How long one body takes that is not disturbed. */
    static long nanosOf(long tokens) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                Blackhole.consumeCPU(tokens);
            }
            best = Math.min(best, (System.nanoTime() - start) / 50);
        }
        return Math.max(1, best);
    }
}
