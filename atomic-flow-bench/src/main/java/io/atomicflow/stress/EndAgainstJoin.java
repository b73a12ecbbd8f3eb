package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.Admission;
import io.atomicflow.AtomicFlow;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A task ends while somebody begins to wait for it.
 *
 * <p>One flow serves all: its only worker is busy for ever and its queue is full, so that who submits runs the body,
 * and sees to its end, on a thread of the harness. The body gives the handle away, for it is the same object as its
 * context.
 */
@JCStressTest
@Outcome(id = "told", expect = ACCEPTABLE, desc = "The end was seen, or was told to who waits.")
@Outcome(id = "not told", expect = FORBIDDEN, desc = "The task has ended, and who waits for it was not told.")
@State
public class EndAgainstJoin {

    /** Far longer than a machine that is shared keeps a thread waiting. */
    private static final Duration FOR_LONG = Duration.ofSeconds(2);

    private static final AtomicFlow FLOW = AtomicFlow.builder()
            .workers(Workers.platform(1))
            .queueCapacity(1)
            .onFull(Admission.callerRuns())
            .build();
    private static final Limit LIMIT = FLOW.limit("stress", 2);

    static {
        Busy busy = new Busy(new CountDownLatch(1));
        FLOW.submit(FLOW.limit("busy", 1), busy);
        try {
            busy.entered.await();
        } catch (InterruptedException e) {
            throw new ExceptionInInitializerError(e);
        }
        FLOW.submit(FLOW.limit("busy"), busy);
    }

    /** A class of its own, as the worker cannot run code of one that is being initialised. */
    private record Busy(CountDownLatch entered) implements Callable<String> {
        @Override
        public String call() throws InterruptedException {
            entered.countDown();
            new CountDownLatch(1).await();
            return "never";
        }
    }

    private volatile @Nullable TaskHandle<?> handle;

    /** Runs a task to its end. */
    @Actor
    public void ender() {
        FLOW.submit(LIMIT, context -> {
            handle = (TaskHandle<?>) context;
            return "done";
        });
    }

    /** Waits for the task once it can see it. */
    @Actor
    public void joiner(L_Result result) {
        TaskHandle<?> mine = handle;
        while (mine == null) {
            Thread.onSpinWait();
            mine = handle;
        }
        long began = System.nanoTime();
        try {
            boolean ended = mine.await(FOR_LONG).isPresent();
            result.r1 = ended && System.nanoTime() - began < FOR_LONG.toNanos() ? "told" : "not told";
        } catch (InterruptedException e) {
            result.r1 = "interrupted";
        }
    }
}
