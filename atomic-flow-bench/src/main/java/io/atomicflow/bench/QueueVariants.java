package io.atomicflow.bench;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpmcUnboundedXaddArrayQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jctools.queues.atomic.unpadded.MpmcAtomicUnpaddedArrayQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * What does the pipe cost by itself, made in one way or another?
 *
 * <p>{@code fillAndDrain}: one thread puts 5,000 elements in and takes them out again; that is the price of the
 * instructions. {@code oneToOne}: one thread puts in, another takes out, both as fast as they can; the score is of both
 * together, half of it handed over.
 *
 * <p>What it does not say: what a task costs beside the pipe, which is most of it; and nothing about many consumers,
 * which a flow avoids for short bodies. {@code mpscAtomic} may have one consumer only: it is here to show what a pipe
 * for each worker could save at most.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class QueueVariants {

    private static final int SLOTS = 16_384;
    private static final int BATCH = 5_000;
    private static final int CHUNK = 1_024;
    private static final Object ELEMENT = new Object();

    /** Which queue. */
    @Param({"mpmcAtomic", "mpmcVarHandle", "mpmcUnsafe", "mpmcAtomicUnpadded", "mpmcXadd", "mpscAtomic",
        "concurrentLinked", "arrayBlocking"})
    public String queue = "mpmcAtomic";

    private @Nullable Queue<Object> pipe;

    /** Makes the queue. */
    @Setup
    public void make() {
        pipe = switch (queue) {
            case "mpmcAtomic" -> new MpmcAtomicArrayQueue<>(SLOTS);
            case "mpmcVarHandle" -> new MpmcVarHandleArrayQueue<>(SLOTS);
            case "mpmcUnsafe" -> new MpmcArrayQueue<>(SLOTS);
            case "mpmcAtomicUnpadded" -> new MpmcAtomicUnpaddedArrayQueue<>(SLOTS);
            case "mpmcXadd" -> new MpmcUnboundedXaddArrayQueue<>(CHUNK);
            case "mpscAtomic" -> new MpscAtomicArrayQueue<>(SLOTS);
            case "concurrentLinked" -> new ConcurrentLinkedQueue<>();
            case "arrayBlocking" -> new ArrayBlockingQueue<>(SLOTS);
            default -> throw new IllegalArgumentException("no queue is called " + queue);
        };
    }

    /** One thread, in and out. */
    @Benchmark
    @Group("fillAndDrain")
    @GroupThreads(1)
    @OperationsPerInvocation(BATCH)
    public void fillAndDrain() {
        Queue<Object> there = Objects.requireNonNull(pipe);
        for (int i = 0; i < BATCH; i++) {
            boolean ignored = there.offer(ELEMENT);
        }
        for (int i = 0; i < BATCH; i++) {
            if (there.poll() == null) {
                throw new IllegalStateException("lost one");
            }
        }
    }

    /**
     * Puts one in, when there is room.
     *
     * @param control tells when it is over
     */
    @Benchmark
    @Group("oneToOne")
    @GroupThreads(1)
    public void in(Control control) {
        Queue<Object> there = Objects.requireNonNull(pipe);
        while (!there.offer(ELEMENT) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /**
     * Takes one out, when there is one.
     *
     * @param control tells when it is over
     */
    @Benchmark
    @Group("oneToOne")
    @GroupThreads(1)
    public void out(Control control) {
        Queue<Object> there = Objects.requireNonNull(pipe);
        while (there.poll() == null && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }
}
