package io.atomicflow.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does a limit whose tasks are slow hold up the tasks of another limit?
 *
 * <p>Limit A and limit B have three permits each. When A is {@code saturated}, a hundred of its tasks are there at any
 * moment: each blocks for {@code slowMicros}, then hands over the one that replaces it, from inside its body, so that
 * no thread beside the contender's own keeps A busy. A sample is the time from {@code submit} of a task of B to its
 * first instruction, tasks of B coming one after the other; the submitter spins until it sees what the body wrote.
 * To compare: the p99 of the saturated and of the idle A, for each contender.
 *
 * <p>What it does not say: A takes no permit of B, but it does take some of the machine. Its bodies wake up {@code 3 /
 * slowMicros} times a microsecond, and on two cores, of which one spins here, B meets one of them now and then; with a
 * longer {@code slowMicros} that goes away, and holding up does not. A contender whose tasks wait on threads that are
 * shared is held up as long as there are tasks of A in front, so that number only says how many we have put there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
public class HeadOfLine {

    private static final int A = 0;
    private static final int B = 1;
    private static final int PERMITS = 3;
    private static final int TASKS_OF_A = 100;

    /** Who dispatches. */
    @Param({"atomicFlow", "poolAndSemaphore", "virtualThreadAndSemaphore"})
    public String contender;

    /** What limit A does. */
    @Param({"idle", "saturated"})
    public String a;

    /** Microseconds for which each body of A blocks. */
    @Param("1000")
    public int slowMicros;

    private KeyedContender dispatcher;
    private volatile boolean stopping;
    private volatile long started;
    private long round;

    /** Starts the contender, and saturates A. */
    @Setup
    public void start() {
        dispatcher = KeyedContender.named(contender, 2, PERMITS);
        if (a.equals("saturated")) {
            for (int i = 0; i < TASKS_OF_A; i++) {
                dispatcher.submit(A, this::slow);
            }
        }
    }

    /** Lets A run dry, and stops the contender. */
    @TearDown
    public void stop() {
        stopping = true;
        dispatcher.close();
    }

    /**
     * One task of B, from submit to the first instruction of its body.
     *
     * @return the number of the round, so that nothing is optimised away
     */
    @Benchmark
    public long submitToStart() {
        long mine = ++round;
        dispatcher.submit(B, () -> started = mine);
        while (started != mine) {
            Thread.onSpinWait();
        }
        return mine;
    }

    private void slow() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(slowMicros));
        if (!stopping) {
            dispatcher.submit(A, this::slow);
        }
    }
}
