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

/** The only permit comes back while somebody finds none and lines up. */
@Outcome(id = "at once, permits conserved", expect = ACCEPTABLE, desc = "The newcomer found the permit.")
@Outcome(id = "in line, permits conserved", expect = ACCEPTABLE, desc = "The newcomer was granted the permit.")
@Outcome(id = ".*, left waiting", expect = FORBIDDEN, desc = "A free permit and a waiter rest together.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or there is one too many.")
public abstract class LostWakeUp extends LimitWindow {

    private final Applicant newcomer = new Applicant();
    private final long held = limit.gate().tryEnter();

    LostWakeUp(Semaphores strategy) {
        super(strategy, 1);
    }

    void release() {
        limit.gate().release(held);
    }

    void come() {
        newcomer.comeTo(limit);
    }

    String way() {
        return newcomer.way();
    }

    String end() {
        if (!newcomer.isIn()) {
            return "left waiting";
        }
        newcomer.leaveAgain(limit);
        return conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends LostWakeUp {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void newcomer() {
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
    public static class Atomic extends LostWakeUp {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void newcomer() {
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
    public static class Fair extends LostWakeUp {
        public Fair() {
            super(Semaphores.fair());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void newcomer() {
            come();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }
}
