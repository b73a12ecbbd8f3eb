package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.queue.Tallies;
import io.atomicflow.queue.Tally;
import io.atomicflow.worker.FlowThreads;
import io.atomicflow.worker.WorkSource;
import io.atomicflow.worker.WorkerPool;
import io.atomicflow.worker.Workers;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The only worker finds nothing to do and falls asleep while work is submitted.
 *
 * <p>The worker is real, on a thread of the harness: the pool's own thread is one that never starts. Who submits
 * waits for the work to be done, and wakes by force a worker that overslept, so that the outcome can be told.
 */
@JCStressTest
@Outcome(id = "done", expect = ACCEPTABLE, desc = "The worker found the work, before or after it slept.")
@Outcome(id = "overslept", expect = FORBIDDEN, desc = "The worker sleeps although there is work: a wake-up is lost.")
@State
public class IdleWorker {

    /** Far longer than a machine that is shared keeps a thread waiting. */
    private static final long OVERSLEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Tray tray = new Tray();
    private final Understudy body = new Understudy();
    private final WorkerPool pool = new WorkerPool(Workers.persistent(1).threads(body), tray, new FlowThreads());
    private volatile boolean done;

    /** One pool, one worker. */
    public IdleWorker() {
        pool.start();
    }

    /** Does what there is to do, until the pool stops. */
    @Actor
    public void worker() {
        Objects.requireNonNull(body.worker).run();
    }

    /** Submits one work, which is also the last. */
    @Actor
    public void submitter(L_Result result) {
        tray.work = number -> {
            done = true;
            pool.stop();
        };
        pool.signal();
        long began = System.nanoTime();
        while (!done) {
            if (System.nanoTime() - began > OVERSLEPT_NANOS) {
                result.r1 = "overslept";
                pool.stop();
                return;
            }
            Thread.onSpinWait();
        }
        result.r1 = "done";
    }

    /** Room for one work. Only the worker takes it out. */
    private static final class Tray implements WorkSource {
        private final Tallies tallies = new Tallies(0, 1);
        volatile @Nullable Work work;

        @Override
        public Tally tallyOf(int worker) {
            return tallies.of(worker);
        }

        @Override
        public @Nullable Work poll(int turn) {
            Work found = work;
            if (found != null) {
                work = null;
            }
            return found;
        }

        @Override
        public boolean isEmpty() {
            return work == null;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    /** Takes what a thread would have run, for an actor to run it. */
    private static final class Understudy implements ThreadFactory {
        @Nullable
        Runnable worker;

        @Override
        public Thread newThread(Runnable body) {
            worker = body;
            return new Thread("never started") {
                @Override
                public void start() {
                    // the harness has threads enough
                }
            };
        }
    }
}
