package io.atomicflow.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/**
 * How many tasks a second, when there are many limits?
 *
 * <p>One producer hands over batches of 5,000 tasks that count down one latch and do nothing else, and waits for each
 * batch. Each limit has three permits. Which limit a task names was drawn beforehand, with a fixed seed: {@code
 * uniform}, or {@code zipf} with s = 1, where the first of 100,000 limits gets one task in twelve. The limits are
 * objects in an array; nobody looks one up by its name here, unless the contender does that by itself.
 *
 * <p>What it does not say: the latch is one counter that all workers share, so it bounds everybody alike; see {@link
 * WaitingScale} for tasks that wait. With many limits nearly no task meets another, so that what is seen there is
 * memory: 100,000 limits do not fit into a core's cache, whoever has them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class ManyKeys {

    private static final int BATCH = 5_000;
    private static final int PERMITS = 3;

    /** Who runs the tasks. */
    @Param({"atomicFlow", "poolAndSemaphore", "virtualThreadAndSemaphore"})
    public String contender;

    /** How many limits there are. */
    @Param({"1", "10", "100", "1000", "10000", "100000"})
    public int keys;

    /** How the tasks are spread over them. */
    @Param({"uniform", "zipf"})
    public String spread;

    private KeyedContender runner;
    private KeySequence sequence;

    /** Makes the limits and draws the keys. */
    @Setup
    public void start() {
        runner = KeyedContender.named(contender, keys, PERMITS);
        sequence = KeySequence.named(spread, keys);
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        runner.close();
    }

    /**
     * One batch.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void batch() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(BATCH);
        Runnable body = done::countDown;
        for (int i = 0; i < BATCH; i++) {
            runner.submit(sequence.next(), body);
        }
        done.await();
    }
}
