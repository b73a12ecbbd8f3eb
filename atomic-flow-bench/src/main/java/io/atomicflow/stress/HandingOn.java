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

/**
 * The only permit is handed on as long as nobody stands in line, once at the most, and then given back, while the first
 * one ever lines up.
 */
@Outcome(id = "handed on, at once, permits conserved", expect = ACCEPTABLE, desc = "It came after the permit was given back.")
@Outcome(id = "handed on, in line, permits conserved", expect = ACCEPTABLE, desc = "It lined up after the look at the line, and got the permit from the next.")
@Outcome(id = "given back, in line, permits conserved", expect = ACCEPTABLE, desc = "It stood in line, so the permit was not handed on.")
@Outcome(id = ".*, left waiting", expect = FORBIDDEN, desc = "The permit and a waiter rest together.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or somebody was overtaken.")
public abstract class HandingOn extends LimitWindow {

    private final long held = limit.gate().tryEnter();
    private final Applicant applicant = new Applicant();
    private boolean handedOn;

    HandingOn(Semaphores strategy) {
        super(strategy, 1);
    }

    void endTwice() {
        handedOn = limit.gate().mayHandOn();
        limit.gate().release(held); // by the next one, if there was one
    }

    void come() {
        applicant.comeTo(limit);
    }

    void end(LL_Result result) {
        result.r1 = (handedOn ? "handed on, " : "given back, ") + applicant.way();
        if (applicant.isIn()) {
            applicant.leaveAgain(limit);
            result.r2 = conserved();
        } else {
            result.r2 = "left waiting";
        }
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends HandingOn {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void holder() {
            endTwice();
        }

        @Actor
        public void newcomer() {
            come();
        }

        @Arbiter
        public void count(LL_Result result) {
            end(result);
        }
    }

    /** Over one counter. */
    @JCStressTest
    @State
    public static class Atomic extends HandingOn {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void holder() {
            endTwice();
        }

        @Actor
        public void newcomer() {
            come();
        }

        @Arbiter
        public void count(LL_Result result) {
            end(result);
        }
    }
}
