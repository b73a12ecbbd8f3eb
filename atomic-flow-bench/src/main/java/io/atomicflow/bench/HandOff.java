package io.atomicflow.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * How long from the last instruction of a body to the first of the next that waits for the same permit?
 *
 * <p>Ten thousand tasks of a limit of one are lined up while the limit is paused; then it is resumed, and they follow
 * each other. Each body looks at the clock as its first and as its last instruction. {@code p50Nanos} and {@code
 * p99Nanos} are of the time between the last look of one and the first of the next, of one iteration; the
 * score is the whole chain divided by its tasks, so it also has the bodies (two looks at the clock), and its
 * ten-thousandth of waking the first worker and the measuring thread.
 *
 * <p>What it does not say: how fast somebody who waits alone is woken when all workers sleep; here one runs already,
 * and the line is never empty. The pool has ten threads in the line and keeps the other tasks in its queue, which is
 * its way of having ten thousand wait; its thread that gives the permit back takes the next task from the queue and, as
 * the JDK's semaphore is not fair, the permit too, before those in line have woken up: fast, but nobody is handed
 * anything.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class HandOff {

    private static final int CHAIN = 10_000;

    /** Who hands the permit on. */
    @Param({"atomicFlow", "poolAndSemaphore", "virtualThreadAndSemaphore"})
    public String contender;

    private KeyedContender line;
    private CountDownLatch done;

    // One body after the other has these: the permit orders them.
    private final long[] gaps = new long[CHAIN];
    private int begun;
    private long lastEnd;

    /** The times between one body and the next of one iteration. JMH adds these up; each one is in the raw data. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Gaps {

        private SampleBuffer samples = new SampleBuffer();

        /** Forgets those of the iteration before. */
        @Setup(Level.Iteration)
        public void clear() {
            samples = new SampleBuffer();
        }

        /**
         * Returns the median.
         *
         * @return nanoseconds
         */
        public double p50Nanos() {
            return samples.getStatistics(1).getPercentile(50);
        }

        /**
         * Returns the 99th percentile.
         *
         * @return nanoseconds
         */
        public double p99Nanos() {
            return samples.getStatistics(1).getPercentile(99);
        }
    }

    /** Starts the contender. */
    @Setup
    public void start() {
        line = KeyedContender.named(contender, 1, 1);
    }

    /** Lines the tasks up. */
    @Setup(Level.Invocation)
    public void lineUp() {
        begun = 0;
        done = new CountDownLatch(1);
        line.pause(0);
        Runnable body = this::body;
        for (int i = 0; i < CHAIN; i++) {
            line.submit(0, body);
        }
        Await.until(() -> line.waiting(0) >= CHAIN);
    }

    /**
     * Lets them go, one after the other.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @OperationsPerInvocation(CHAIN)
    public void chain() throws InterruptedException {
        line.resume(0);
        done.await();
    }

    /**
     * Takes the samples. The first body has nobody before it.
     *
     * @param all where they go
     */
    @TearDown(Level.Invocation)
    public void collect(Gaps all) {
        for (int i = 1; i < CHAIN; i++) {
            all.samples.add(gaps[i]);
        }
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        line.close();
    }

    private void body() {
        long now = System.nanoTime();
        gaps[begun] = now - lastEnd;
        begun++;
        if (begun == CHAIN) {
            done.countDown();
        }
        lastEnd = System.nanoTime();
    }
}
