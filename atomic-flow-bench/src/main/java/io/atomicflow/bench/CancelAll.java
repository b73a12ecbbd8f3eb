package io.atomicflow.bench;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to cancel all tasks that wait for a permit?
 *
 * <p>So many tasks wait under a limit of none. They are cancelled one by one, {@code oldestFirst} or {@code shuffled}
 * with a fixed seed, until nobody waits: {@code nanosPerTask}, which is flat if the whole is linear. Then the limit is
 * given a permit and one more task passes: {@code nextMicros} shows whether anything was put off that somebody has to
 * clear away later. The score is both together. Before a fork measures, it cancels many short lines, so that the code
 * is compiled whatever the size; and the heap is cleared before each shot.
 *
 * <p>What it does not say: what a running body makes of its interrupt. The virtual threads are cancelled by {@code
 * Future.cancel(true)}, and leave the line when they come to run; the time is until the last one has left. The JDK's
 * line is walked from end to end by each that leaves it, so they stop at ten thousand: ten times as many take a hundred
 * times as long. Shuffled tasks of ours lie all over the heap: what a million of them cost more than ten thousand is
 * memory.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@Fork(value = 3, jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class CancelAll {

    private static final long SEED = 20_240_607;
    private static final int SHORT_LINES = 100;
    private static final int SHORT = 1_000;

    /** Tasks that wait for a permit that does not come. */
    @State(Scope.Thread)
    public abstract static class Line {

        /** In which order they are cancelled. */
        @Param({"oldestFirst", "shuffled"})
        public String order;

        private WaitingTasks tasks;
        private List<Runnable> cancels;

        abstract String contender();

        abstract int size();

        /**
         * Has the code compiled.
         *
         * @throws InterruptedException if JMH gives up
         */
        @Setup
        public void warmUp() throws InterruptedException {
            for (int i = 0; i < SHORT_LINES; i++) {
                fill(SHORT);
                cancelAll();
                letTheNextPass();
                takeAway();
            }
        }

        /** Lines them up. */
        @Setup(Level.Iteration)
        public void lineUp() {
            fill(size());
            System.gc();
        }

        /** Takes the line away. */
        @TearDown(Level.Iteration)
        public void takeAway() {
            tasks.close();
        }

        private void fill(int size) {
            tasks = WaitingTasks.named(contender());
            cancels = tasks.fill(size);
            if (order.equals("shuffled")) {
                Collections.shuffle(cancels, new Random(SEED));
            }
        }

        void cancelAll() {
            cancels.forEach(Runnable::run);
            Await.until(() -> tasks.waiting() == 0);
        }

        void letTheNextPass() throws InterruptedException {
            CountDownLatch passed = new CountDownLatch(1);
            tasks.letOneIn();
            tasks.submit(passed::countDown);
            passed.await();
        }
    }

    /** Tasks of this library. */
    public static class Flow extends Line {

        /** Whose tasks they are. */
        @Param("atomicFlow")
        public String contender;

        /** How many. */
        @Param({"1000", "10000", "100000", "1000000"})
        public int tasks;

        @Override
        String contender() {
            return contender;
        }

        @Override
        int size() {
            return tasks;
        }
    }

    /** Virtual threads. */
    public static class Threads extends Line {

        /** Whose tasks they are. */
        @Param("virtualThreadAndSemaphore")
        public String contender;

        /** How many. */
        @Param({"1000", "10000"})
        public int tasks;

        @Override
        String contender() {
            return contender;
        }

        @Override
        int size() {
            return tasks;
        }
    }

    /** What the cancelling cost. JMH adds these up over the iterations; each one is in the raw data. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cost {

        /** Nanoseconds until nobody waits, for each. */
        public double nanosPerTask;

        /** Microseconds for the next task. */
        public double nextMicros;
    }

    /**
     * Cancels the tasks of a flow.
     *
     * @param line the tasks
     * @param cost what it cost
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    public void atomicFlow(Flow line, Cost cost) throws InterruptedException {
        cancel(line, cost);
    }

    /**
     * Interrupts the virtual threads.
     *
     * @param line the tasks
     * @param cost what it cost
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    public void virtualThreads(Threads line, Cost cost) throws InterruptedException {
        cancel(line, cost);
    }

    private static void cancel(Line line, Cost cost) throws InterruptedException {
        long begin = System.nanoTime();
        line.cancelAll();
        long cancelled = System.nanoTime();
        line.letTheNextPass();
        cost.nanosPerTask = (double) (cancelled - begin) / line.size();
        cost.nextMicros = (System.nanoTime() - cancelled) / 1e3;
    }
}
