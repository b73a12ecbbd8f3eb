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

/** Two permits come back to a line of two while the second gives up, by cancel or timeout. */
@Outcome(id = "in line, permits conserved", expect = ACCEPTABLE, desc = "The head is in, the other permit stayed free.")
@Outcome(id = "too late, permits conserved", expect = ACCEPTABLE, desc = "The head is in, the other permit came back.")
@Outcome(id = ".*, left waiting", expect = FORBIDDEN, desc = "The head did not get a permit.")
@Outcome(expect = FORBIDDEN, desc = "The follower's permit is lost, or the line still counts it.")
public abstract class FollowerGivesUp extends LimitWindow {

    private final long first = limit.gate().tryEnter();
    private final long second = limit.gate().tryEnter();
    private final Applicant head = new Applicant();
    private final Applicant follower = new Applicant();

    FollowerGivesUp(Semaphores strategy) {
        super(strategy, 2);
        head.comeTo(limit);
        follower.comeTo(limit);
    }

    void release() {
        limit.gate().release(first);
        limit.gate().release(second);
    }

    void giveUp() {
        follower.giveUp(limit);
    }

    String way() {
        return follower.way();
    }

    String end() {
        if (!head.isIn()) {
            return "left waiting";
        }
        head.leaveAgain(limit);
        return conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends FollowerGivesUp {
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
    public static class Atomic extends FollowerGivesUp {
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
    public static class Fair extends FollowerGivesUp {
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
