package io.atomicflow.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
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
 * What does a task cost while it waits for its permit?
 *
 * <p>The limit is paused, and so many tasks are handed over; all have the same body, so it is not counted. {@code
 * bytesPerTask} is what the heap holds more than before, after garbage collection each time; {@code platformThreads}
 * is how many threads of the system there are more; {@code gcMillis} is what the collector took while they lined up,
 * and {@code fullGcMillis} what one full collection takes with all of them there. The score is the time until the last
 * one stands in line.
 *
 * <p>What it does not say: where a virtual thread waits for each task, the threads are not counted but are in the
 * bytes; their stacks are as shallow as they get here, and a body that waits for its permit further down costs more;
 * frames that are still interpreted are larger than compiled ones, which is what the ten thousand show more of than the
 * million. A pool of ten threads cannot have more than ten tasks wait for a permit, so it is not here. Compressed
 * object pointers are on: the heap is below 32 GB.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(value = 3, jvmArgsAppend = "-Xmx12g")
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class WaitingCost {

    /** Whose tasks wait. */
    @Param({"atomicFlow", "virtualThreadAndSemaphore"})
    public String contender;

    /** How many wait. */
    @Param({"10000", "1000000"})
    public int tasks;

    private KeyedContender line;
    private long bytesBefore;
    private int threadsBefore;
    private long gcMillisBefore;

    /** What the tasks of one iteration cost while all wait. JMH adds these up; each one is in the raw data. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cost {

        /** Bytes of the heap for each. */
        public double bytesPerTask;

        /** Threads of the system for all. */
        public double platformThreads;

        /** Milliseconds of garbage collection while they lined up. */
        public double gcMillis;

        /** Milliseconds of one full garbage collection with all of them there. */
        public double fullGcMillis;
    }

    /** Starts the contender and weighs the empty line. */
    @Setup(Level.Iteration)
    public void start() {
        line = KeyedContender.named(contender, 1, 1);
        line.pause(0);
        bytesBefore = usedBytes();
        threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        gcMillisBefore = gcMillis();
    }

    /** Lines all of them up. */
    @Benchmark
    public void lineUp() {
        Runnable body = () -> {};
        for (int i = 0; i < tasks; i++) {
            line.submit(0, body);
        }
        Await.until(() -> line.waiting(0) >= tasks);
    }

    /**
     * Weighs the full line, lets it run dry and stops the contender.
     *
     * @param cost where the weight goes
     */
    @TearDown(Level.Iteration)
    public void weigh(Cost cost) {
        cost.gcMillis = (gcMillis() - gcMillisBefore);
        cost.platformThreads = (ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore);
        cost.bytesPerTask = (double) (usedBytes() - bytesBefore) / tasks;
        long begin = System.nanoTime();
        System.gc();
        cost.fullGcMillis = (System.nanoTime() - begin) / 1e6;
        line.resume(0);
        line.close();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
