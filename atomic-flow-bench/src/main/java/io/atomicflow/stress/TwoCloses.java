package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two close one permit while a third party holds another. */
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One close counted, the other was noticed.")
@Outcome(id = "0, .*", expect = FORBIDDEN, desc = "The second close freed what another one holds.")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "The permit is lost.")
@Outcome(expect = FORBIDDEN, desc = "The second close was not noticed.")
public abstract class TwoCloses extends LimitWindow {

    private final Permit permit = limit.tryAcquire().orElseThrow();

    TwoCloses(Semaphores strategy) {
        super(strategy, 2);
        limit.gate().tryEnter();
    }

    void close() {
        permit.close();
    }

    void end(II_Result result) {
        result.r1 = limit.held();
        result.r2 = (int) limit.closedTwice();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends TwoCloses {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void one() {
            close();
        }

        @Actor
        public void other() {
            close();
        }

        @Arbiter
        public void count(II_Result result) {
            end(result);
        }
    }

    /** Over one counter. */
    @JCStressTest
    @State
    public static class Atomic extends TwoCloses {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void one() {
            close();
        }

        @Actor
        public void other() {
            close();
        }

        @Arbiter
        public void count(II_Result result) {
            end(result);
        }
    }
}
