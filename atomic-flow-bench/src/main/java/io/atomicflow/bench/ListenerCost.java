package io.atomicflow.bench;

import io.atomicflow.AtomicFlow;
import io.atomicflow.FlowBuilder;
import io.atomicflow.event.FlowListener;
import io.atomicflow.semaphore.Limit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * What do listeners cost the tasks?
 *
 * <p>The same batches as in {@link ManyKeys}, through one limit of three. A listener adds up the sequence numbers that
 * it is told; the slow one blocks for a millisecond at each event, so that it loses nearly all of them. To compare:
 * each row with the one without listeners, and the slow one with the single fast one.
 *
 * <p>What it does not say: a listener has a thread of its own, and is told of four events a task. Where there are fewer
 * cores than threads that have work to do, as on a machine with two, it takes a share of the core from the workers that
 * is not the engine's to give; the rows then show both. No other contender is here, for none of them tells anybody of
 * its tasks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class ListenerCost {

    private static final int BATCH = 5_000;
    private static final int PERMITS = 3;

    /** Who listens. */
    @Param({"0", "1", "10", "oneSlow"})
    public String listeners;

    private AtomicFlow flow;
    private Limit limit;

    /** Opens the flow. */
    @Setup
    public void start() {
        FlowBuilder builder = AtomicFlow.builder();
        if (listeners.equals("oneSlow")) {
            builder.listener(event -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)));
        } else {
            for (int i = 0; i < Integer.parseInt(listeners); i++) {
                builder.listener(adding());
            }
        }
        flow = builder.build();
        limit = flow.limit("bench", PERMITS);
    }

    /** Closes the flow. */
    @TearDown
    public void stop() {
        flow.close();
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
            flow.submit(limit, body);
        }
        done.await();
    }

    private static FlowListener adding() {
        long[] sum = new long[1];
        return event -> sum[0] += event.sequence();
    }
}
