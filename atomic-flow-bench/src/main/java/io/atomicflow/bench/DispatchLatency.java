package io.atomicflow.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
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
 * How long from {@code submit} to the first instruction of the body, when nothing else is going on?
 *
 * <p>The submitter spins until it sees what the body wrote, so a sample is the dispatch and one cache line's way
 * back; the way back is the same for all contenders. {@code gapMicros} is the quiet time before each submit: after
 * 200 µs everybody's threads have gone to sleep, and the sample is mostly the machine's own wake-up; only {@code
 * atomicFlowSpinning} and {@code rawMpmc} burn a core and stay awake.
 *
 * <p>The floors know no limit: {@code rawMpmc} is the best that somebody can do who spins, {@code unparkPlatform} and
 * {@code unparkVirtual} somebody who sleeps, and {@code direct} is what the measuring itself costs.
 *
 * <p>What it does not say: anything about a flow that is busy, for which see {@link DispatchUnderLoad}. The submitter
 * occupies a core, so on two cores there is one left to dispatch on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DispatchLatency {

    private static final int LIMIT = 3;

    /** Who dispatches. */
    @Param({"atomicFlow", "atomicFlowSpinning", "atomicFlowPlatform", "poolAndSemaphore", "virtualThreadAndSemaphore",
        "forkJoinAndSemaphore", "resilience4j", "failsafe", "threadly", "kotlin", "concurrencyLimits", "rawMpmc",
        "unparkPlatform", "unparkVirtual", "direct"})
    public String contender = "atomicFlow";

    /** Microseconds of silence before each submit. */
    @Param({"0", "200"})
    public int gapMicros;

    private @Nullable Contender dispatcher;

    private volatile long started;
    private long round;

    /** Starts the contender. */
    @Setup
    public void start() {
        dispatcher = Contender.named(contender, LIMIT);
    }

    /** Lets the threads go to sleep. */
    @Setup(Level.Invocation)
    public void silence() {
        if (gapMicros > 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(gapMicros));
        }
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(dispatcher).close();
    }

    /**
     * One task, from submit to the first instruction of its body.
     *
     * @return the number of the round, so that nothing is optimised away
     */
    @Benchmark
    public long submitToStart() {
        long mine = ++round;
        Objects.requireNonNull(dispatcher).submit(() -> started = mine);
        while (started != mine) {
            Thread.onSpinWait();
        }
        return mine;
    }
}
