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
 * Does it cost more to pass through a line when many wait already?
 *
 * <p>So many tasks wait when the measuring begins: on another limit, or on the same one, in front. One invocation is a
 * batch of 10,000: they line up behind those while the limit, of one permit, is paused; then it is resumed, and the
 * last of the 10,000 bodies that begin now pauses it again. On the same limit those are the ones that stood in front,
 * so each task passes through the whole line, and the line has the same length after each batch. The score is the batch
 * divided by its tasks: submit, line up, be let in, end. About a hundredth of it is waiting for the last one to line
 * up, and waking.
 *
 * <p>What it does not say: a million tasks are 72 MB that lie in the order in which they came, and the collector has
 * to carry them; what grows with that is in here and is not the line's doing. The virtual threads stop at ten thousand:
 * beyond that, only to count their line takes longer than the batch.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class WaitingScale {

    private static final int BATCH = 10_000;
    private static final int MEASURED = 0;
    private static final int OTHER = 1;

    /** A limit to pass through, and tasks that wait. */
    @State(Scope.Thread)
    public abstract static class Crowd {

        /** Where they wait. */
        @Param({"otherLimit", "sameLimit"})
        public String where;

        private KeyedContender runner;
        private int inFront;

        // One body after the other has this: the permit orders them.
        private int begun;
        private CountDownLatch done;

        abstract String contender();

        abstract int size();

        /** Lines them up. */
        @Setup
        public void lineUp() {
            runner = KeyedContender.named(contender(), 2, 1);
            runner.pause(MEASURED);
            runner.pause(OTHER);
            int crowded = where.equals("sameLimit") ? MEASURED : OTHER;
            for (int i = 0; i < size(); i++) {
                runner.submit(crowded, this::body);
            }
            Await.until(() -> runner.waiting(crowded) >= size());
            inFront = runner.waiting(MEASURED);
        }

        /** Lets all of them go, and stops the contender. */
        @TearDown
        public void letGo() {
            begun = Integer.MIN_VALUE;
            runner.resume(MEASURED);
            runner.resume(OTHER);
            runner.close();
        }

        void pass() throws InterruptedException {
            begun = 0;
            done = new CountDownLatch(1);
            Runnable body = this::body;
            for (int i = 0; i < BATCH; i++) {
                runner.submit(MEASURED, body);
            }
            Await.until(() -> runner.waiting(MEASURED) >= inFront + BATCH);
            runner.resume(MEASURED);
            done.await();
        }

        private void body() {
            begun++;
            if (begun == BATCH) {
                runner.pause(MEASURED);
                done.countDown();
            }
        }
    }

    /** Tasks of this library. */
    public static class Flow extends Crowd {

        /** Whose tasks they are. */
        @Param("atomicFlow")
        public String contender;

        /** How many wait. */
        @Param({"1", "100", "10000", "1000000"})
        public int waiting;

        @Override
        String contender() {
            return contender;
        }

        @Override
        int size() {
            return waiting;
        }
    }

    /** Virtual threads. */
    public static class Threads extends Crowd {

        /** Whose tasks they are. */
        @Param("virtualThreadAndSemaphore")
        public String contender;

        /** How many wait. */
        @Param({"1", "100", "10000"})
        public int waiting;

        @Override
        String contender() {
            return contender;
        }

        @Override
        int size() {
            return waiting;
        }
    }

    /**
     * One batch through a flow.
     *
     * @param crowd those who wait
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void atomicFlow(Flow crowd) throws InterruptedException {
        crowd.pass();
    }

    /**
     * One batch of virtual threads.
     *
     * @param crowd those who wait
     * @throws InterruptedException if JMH gives up
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void virtualThreads(Threads crowd) throws InterruptedException {
        crowd.pass();
    }
}
