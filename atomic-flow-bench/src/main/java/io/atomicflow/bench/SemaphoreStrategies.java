package io.atomicflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to take a permit and give it back?
 *
 * <p>One operation is both. Each strategy is measured by itself and through its limit's gate, which is what a worker
 * goes through, beside {@code java.util.concurrent.Semaphore}, unfair and fair, by the calls that do not wait. {@code
 * contended} is two threads: with 10 permits none of them is ever refused, with 1 permit the refused one spins until it
 * is let in, so that an operation always is one permit taken and given back. {@code -prof gc} shows that nobody
 * allocates.
 *
 * <p>What it does not say: what waiting costs, for nobody lines up here; see {@link HandOff}. An empty critical section
 * is the worst case of contention: real bodies keep the threads apart. Our semaphores number their permits and refuse a
 * stale one, the JDK's only count.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class SemaphoreStrategies {

    /** Who counts; {@code …Gate} is the same strategy behind its limit. */
    @Param({"channel", "atomic", "fair", "channelGate", "atomicGate", "fairGate", "jdk", "jdkFair"})
    public String strategy;

    /** How many permits there are. */
    @Param({"1", "10"})
    public int permits;

    private PermitSource source;

    /** Makes the semaphore. */
    @Setup
    public void start() {
        source = PermitSource.named(strategy, permits);
    }

    /**
     * One thread, which finds a permit at once.
     *
     * @return the permit, so that nothing is optimised away
     */
    @Benchmark
    @Threads(1)
    public long alone() {
        return acquireAndRelease();
    }

    /**
     * Two threads at once.
     *
     * @return the permit, so that nothing is optimised away
     */
    @Benchmark
    @Threads(2)
    public long contended() {
        return acquireAndRelease();
    }

    private long acquireAndRelease() {
        long permit = source.tryAcquire();
        while (permit == PermitSource.NONE) {
            Thread.onSpinWait();
            permit = source.tryAcquire();
        }
        source.release(permit);
        return permit;
    }
}
