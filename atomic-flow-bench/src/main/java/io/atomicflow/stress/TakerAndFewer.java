package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.stream.LongStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Of two free permits one vanishes while somebody takes one, and who made it vanish takes one as well. */
@Outcome(id = "1 taken, permits conserved", expect = ACCEPTABLE, desc = "One of the two came too late.")
@Outcome(id = "2 taken, .*", expect = FORBIDDEN, desc = "One went by the old size after the new one was in force.")
@Outcome(id = "0 taken, .*", expect = FORBIDDEN, desc = "Each was refused, but one permit is left.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or one is left that no longer exists.")
public abstract class TakerAndFewer extends LimitWindow {

    private long first;
    private long second;

    TakerAndFewer(Semaphores strategy) {
        super(strategy, 2);
    }

    void take() {
        first = limit.gate().tryEnter();
    }

    void shrinkAndTake() {
        limit.resize(1);
        second = limit.gate().tryEnter();
    }

    void end(LL_Result result) {
        long[] taken = LongStream.of(first, second)
                .filter(id -> id != TaskSemaphore.NONE)
                .toArray();
        result.r1 = taken.length + " taken";
        LongStream.of(taken).forEach(limit.gate()::release);
        result.r2 = conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends TakerAndFewer {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void taker() {
            take();
        }

        @Actor
        public void resizer() {
            shrinkAndTake();
        }

        @Arbiter
        public void count(LL_Result result) {
            end(result);
        }
    }

    /** Over one counter. */
    @JCStressTest
    @State
    public static class Atomic extends TakerAndFewer {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void taker() {
            take();
        }

        @Actor
        public void resizer() {
            shrinkAndTake();
        }

        @Arbiter
        public void count(LL_Result result) {
            end(result);
        }
    }

    /** Strictly in order. */
    @JCStressTest
    @State
    public static class Fair extends TakerAndFewer {
        public Fair() {
            super(Semaphores.fair());
        }

        @Actor
        public void taker() {
            take();
        }

        @Actor
        public void resizer() {
            shrinkAndTake();
        }

        @Arbiter
        public void count(LL_Result result) {
            end(result);
        }
    }
}
