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

/** The only permit is granted to the head of the line while the head gives up, by cancel or timeout. */
@Outcome(id = "in line, permits conserved", expect = ACCEPTABLE, desc = "The follower was granted the permit.")
@Outcome(id = "too late, permits conserved", expect = ACCEPTABLE, desc = "The head passed its permit on.")
@Outcome(id = ".*, left waiting", expect = FORBIDDEN, desc = "The permit did not go on to the follower.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or there is one too many.")
public abstract class HeadGivesUp extends LimitWindow {

    private final long held = limit.gate().tryEnter();
    private final Applicant head = new Applicant();
    private final Applicant follower = new Applicant();

    HeadGivesUp(Semaphores strategy) {
        super(strategy, 1);
        head.comeTo(limit);
        follower.comeTo(limit);
    }

    void release() {
        limit.gate().release(held);
    }

    void giveUp() {
        head.giveUp(limit);
    }

    String way() {
        return head.way();
    }

    String end() {
        if (!follower.isIn()) {
            return "left waiting";
        }
        follower.leaveAgain(limit);
        return conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends HeadGivesUp {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void canceller() {
            giveUp();
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
    public static class Atomic extends HeadGivesUp {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void canceller() {
            giveUp();
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
    public static class Fair extends HeadGivesUp {
        public Fair() {
            super(Semaphores.fair());
        }

        @Actor
        public void releaser() {
            release();
        }

        @Actor
        public void canceller() {
            giveUp();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }
}
