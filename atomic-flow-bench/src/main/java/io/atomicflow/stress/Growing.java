package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.semaphore.Semaphores;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A limit grows from one permit to two while two come. */
@Outcome(id = "at once, permits conserved", expect = ACCEPTABLE, desc = "The second found the new permit.")
@Outcome(id = "in line, permits conserved", expect = ACCEPTABLE, desc = "The second was granted the new permit.")
@Outcome(id = ".*, left waiting", expect = FORBIDDEN, desc = "The new permit and a waiter rest together.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or there is one too many.")
public abstract class Growing extends LimitWindow {

    private final Applicant first = new Applicant();
    private final Applicant second = new Applicant();

    Growing(Semaphores strategy) {
        super(strategy, 1);
    }

    void grow() {
        limit.resize(2);
    }

    void come() {
        first.comeTo(limit);
        second.comeTo(limit);
    }

    String way() {
        return second.way();
    }

    String end() {
        if (!first.isIn() || !second.isIn()) {
            return "left waiting";
        }
        first.leaveAgain(limit);
        second.leaveAgain(limit);
        return conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends Growing {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void resizer() {
            grow();
        }

        @Actor
        public void newcomers() {
            come();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }

    /** Over one counter. */
    @JCStressTest
    @State
    public static class Atomic extends Growing {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void resizer() {
            grow();
        }

        @Actor
        public void newcomers() {
            come();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }

    /** Strictly in order. */
    @JCStressTest
    @State
    public static class Fair extends Growing {
        public Fair() {
            super(Semaphores.fair());
        }

        @Actor
        public void resizer() {
            grow();
        }

        @Actor
        public void newcomers() {
            come();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }
}
