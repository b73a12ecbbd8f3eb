package io.atomicflow.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
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
 * How late does a task start, when tasks keep coming at a fixed rate, whether or not the earlier ones are done?
 *
 * <p>One invocation is one phase of load of so many seconds. A generator, which spins on a core of its own, submits
 * each task when it is due, at once if it is late already, and never waits for one to complete. Lateness is measured
 * from when a task <em>was due</em>. The rate is in percent of what one core can do of the body; it depends on nothing
 * else, so it is the same for all. The body's work is calibrated at the start of each fork, to so many microseconds.
 *
 * <p>The score is how long the phase took. The figures are the counters of {@link Figures}, which JMH adds up over
 * iterations and forks: read the single values (in JSON, {@code rawData}), not their sum. A contender that cannot keep
 * up shows in them: {@code refused}, {@code unstarted}, {@code unsent}.
 *
 * <p>What it does not say: how it is with arrivals in bursts, or with bodies of unequal length. On a machine of two
 * cores everything but the generator shares one core, so that 90 % leaves 1 µs in 10 for dispatching; and {@code
 * rawMpmc}, which has that core to itself, is a floor. A pause of the machine shows in p999 and max, for whom it hit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(3)
public class DispatchUnderLoad {

    private static final int LIMIT = 10;

    /** Who dispatches. */
    @Param({"atomicFlow", "atomicFlowSpinning", "atomicFlowPlatform", "poolAndSemaphore", "virtualThreadAndSemaphore",
        "forkJoinAndSemaphore", "resilience4j", "failsafe", "threadly", "kotlin", "concurrencyLimits", "rawMpmc"})
    public String contender = "atomicFlow";

    /** Percent of one core. */
    @Param({"10", "50", "90"})
    public int load;

    /** How long a body computes. */
    @Param("10")
    public int bodyMicros;

    /** How long the load lasts. */
    @Param("2")
    public int seconds;

    private @Nullable Contender dispatcher;
    private @Nullable OpenLoop loop;
    private long tokens;

    /** What one phase of load showed. Times are in nanoseconds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Figures {
        /** Half of the tasks were no later than this. */
        public long p50Nanos;
        /** 99 of 100 were no later. */
        public long p99Nanos;
        /** 999 of 1,000 were no later. */
        public long p999Nanos;
        /** The latest. */
        public long maxNanos;
        /** Tasks that were submitted. */
        public long sent;
        /** Tasks that were submitted and refused, such as by a full queue. They are in no other figure. */
        public long refused;
        /** Tasks that were accepted and had not started when patience ended. They count as late as they were then. */
        public long unstarted;
        /** Tasks that were never submitted, because a submit blocked for too long. */
        public long unsent;
        /** How long one undisturbed body really took. */
        public long bodyNanos;

        private void show(OpenLoop phase, Histogram late, long oneBody) {
            p50Nanos = late.getValueAtPercentile(50);
            p99Nanos = late.getValueAtPercentile(99);
            p999Nanos = late.getValueAtPercentile(99.9);
            maxNanos = late.getMaxValue();
            sent = phase.sent();
            refused = phase.refused();
            unstarted = phase.unstarted();
            unsent = phase.unsent();
            bodyNanos = oneBody;
        }
    }

    /** Calibrates the body and starts the contender. */
    @Setup
    public void start() {
        tokens = OpenLoop.tokensFor(TimeUnit.MICROSECONDS.toNanos(bodyMicros));
        dispatcher = Contender.named(contender, LIMIT);
    }

    /** Makes the tasks beforehand. */
    @Setup(Level.Iteration)
    public void prepare() {
        double capacity = 1e6 / bodyMicros;
        loop = new OpenLoop(capacity * load / 100, seconds, tokens);
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(dispatcher).close();
    }

    /**
     * One phase of load.
     *
     * @param figures what it showed
     */
    @Benchmark
    public void phase(Figures figures) {
        OpenLoop phase = Objects.requireNonNull(loop);
        Histogram late = phase.run(Objects.requireNonNull(dispatcher));
        figures.show(phase, late, OpenLoop.nanosOf(tokens));
    }
}
