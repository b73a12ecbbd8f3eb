package io.atomicflow.bench;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many tasks a second, when the body does nothing?
 *
 * <p>Each producer submits a batch, whose bodies count one latch down, and waits for that latch. The batches of all
 * producers together are 5,000 tasks, half of the slots, so nobody is ever refused. The producers are JMH's own
 * threads: there is no barrier between batches, and the score is the sum of all, per task.
 *
 * <p>What it does not say: how long a task waits (a batch waits for itself), or what happens with bodies that do
 * something. One latch per batch is contended by all who run bodies, alike for all contenders; it caps the score.
 * {@code direct} and {@code rawMpmc} are floors and know no limit. With more producers than cores the machine's
 * scheduler is measured too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class DispatchThroughput {

    private static final int BATCH = 5_000;

    /** Who dispatches. */
    @Param({"atomicFlow", "atomicFlowSpinning", "atomicFlowPlatform", "poolAndSemaphore", "virtualThreadAndSemaphore",
        "forkJoinAndSemaphore", "resilience4j", "failsafe", "threadly", "kotlin", "concurrencyLimits", "rawMpmc",
        "direct"})
    public String contender = "atomicFlow";

    /** How many bodies may run at once. */
    @Param({"1", "3", "10"})
    public int limit;

    private @Nullable Contender dispatcher;

    /** Starts the contender. */
    @Setup
    public void start() {
        dispatcher = Contender.named(contender, limit);
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(dispatcher).close();
    }

    /**
     * One producer.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BATCH)
    public void oneProducer() throws InterruptedException {
        submitAndAwait(BATCH);
    }

    /**
     * Two producers.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BATCH / 2)
    public void twoProducers() throws InterruptedException {
        submitAndAwait(BATCH / 2);
    }

    /**
     * Four producers.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(BATCH / 4)
    public void fourProducers() throws InterruptedException {
        submitAndAwait(BATCH / 4);
    }

    private void submitAndAwait(int batch) throws InterruptedException {
        Contender to = Objects.requireNonNull(dispatcher);
        CountDownLatch all = new CountDownLatch(batch);
        Runnable body = all::countDown;
        for (int i = 0; i < batch; i++) {
            to.submit(body);
        }
        all.await();
    }
}
