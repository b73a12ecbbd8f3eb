package io.atomicflow.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/**
 * What does one accepted {@code submit} cost the submitter, in nanoseconds and in bytes?
 *
 * <p>Before each batch all permits and all threads of the contender are taken by bodies that wait, so that nobody takes
 * anything out while 5,000 tasks are put in; they are let go, and the batch drained, outside of what is measured. That
 * is the same for all and asks nothing of a contender, such as that it can be paused. A batch lasts some hundred
 * microseconds, so it bears JMH's clock around each; {@code AverageTime} warms up by time, as single shots would not.
 *
 * <p>{@code submitterBytes} is what the submitting thread itself allocated per submit, measured around the batch; JMH
 * adds such counters up, so read the single values (in JSON, {@code rawData}), not their sum. {@code
 * gc.alloc.rate.norm} of {@code -prof gc} is everybody's, the drain included: bytes for the whole way of a task.
 *
 * <p>What it does not say: what a wake-up costs, since nobody sleeps here who could be woken. With a virtual thread per
 * task there is no way to hold them back: each begins, and parks at the semaphore, on another core meanwhile.
 * {@code concurrencyLimits} is missing, because its submit waits for the permit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class SubmitCost {

    private static final int BATCH = 5_000;
    private static final int LIMIT = Contender.THREADS;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** To whom is submitted. */
    @Param({"atomicFlow", "atomicFlowPlatform", "poolAndSemaphore", "virtualThreadAndSemaphore", "forkJoinAndSemaphore",
        "resilience4j", "failsafe", "threadly", "kotlin", "rawMpmc"})
    public String contender = "atomicFlow";

    private @Nullable Contender dispatcher;
    private CountDownLatch gate = new CountDownLatch(0);
    private CountDownLatch ended = new CountDownLatch(0);
    private Runnable body = () -> {};
    private long allocatedBefore;

    /** What the submitter allocates. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Allocated {

        /** Bytes per submit, the mean of an iteration. */
        public double submitterBytes;

        private long bytes;
        private long submits;

        /** Forgets the iteration before. */
        @Setup(Level.Iteration)
        public void reset() {
            bytes = 0;
            submits = 0;
        }

        private void add(long batchBytes) {
            bytes += batchBytes;
            submits += BATCH;
            submitterBytes = (double) bytes / submits;
        }
    }

    /** Starts the contender. */
    @Setup
    public void start() {
        dispatcher = Contender.named(contender, LIMIT);
    }

    /** Stops the contender. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(dispatcher).close();
    }

    /**
     * Takes all threads and permits.
     *
     * @throws InterruptedException if JMH gives up
     */
    @Setup(Level.Invocation)
    public void occupy() throws InterruptedException {
        int occupants = occupants();
        CountDownLatch there = new CountDownLatch(occupants);
        CountDownLatch held = new CountDownLatch(1);
        for (int i = 0; i < occupants; i++) {
            Objects.requireNonNull(dispatcher).submit(() -> {
                there.countDown();
                awaitQuietly(held);
            });
        }
        there.await();
        gate = held;
        ended = new CountDownLatch(BATCH);
        body = ended::countDown;
        allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    }

    /**
     * Lets them go, and waits for the batch.
     *
     * @param allocated what the submitter allocates
     * @throws InterruptedException if JMH gives up
     */
    @TearDown(Level.Invocation)
    public void drain(Allocated allocated) throws InterruptedException {
        allocated.add(THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore);
        gate.countDown();
        ended.await();
    }

    /** One batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void submit() {
        Contender to = Objects.requireNonNull(dispatcher);
        Runnable task = body;
        for (int i = 0; i < BATCH; i++) {
            to.submit(task);
        }
    }

    /** As many bodies as run at once: by the limit, or by the threads where those are fewer. */
    private int occupants() {
        return switch (contender) {
            case "kotlin" -> Math.min(LIMIT, Math.max(2, Runtime.getRuntime().availableProcessors()));
            case "rawMpmc" -> 1;
            default -> LIMIT;
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
