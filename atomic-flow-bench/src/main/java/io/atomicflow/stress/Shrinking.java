package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A limit of two permits shrinks to one while one comes back and two more are asked for. */
@Outcome(id = "1 taken, permits conserved", expect = ACCEPTABLE, desc = "The limit shrank in time.")
@Outcome(id = "2 taken, permits conserved", expect = ACCEPTABLE, desc = "It shrank later: one vanished as it came back.")
@Outcome(expect = FORBIDDEN, desc = "A permit is lost, or one is left that no longer exists.")
public abstract class Shrinking extends LimitWindow {

    private final long held = limit.gate().tryEnter();
    private final List<Long> taken = new ArrayList<>(2);

    Shrinking(Semaphores strategy) {
        super(strategy, 2);
    }

    void shrink() {
        limit.resize(1);
    }

    void takeTwo() {
        limit.gate().release(held);
        for (int i = 0; i < 2; i++) {
            long id = limit.gate().tryEnter();
            if (id != TaskSemaphore.NONE) {
                taken.add(id);
            }
        }
    }

    String way() {
        return taken.size() + " taken";
    }

    String end() {
        if (taken.isEmpty() || limit.held() != taken.size() || limit.gate().tryEnter() != TaskSemaphore.NONE) {
            return "of 1 permit " + limit.held() + " held after " + taken.size() + " were taken";
        }
        taken.forEach(limit.gate()::release);
        return conserved();
    }

    /** Over channels. */
    @JCStressTest
    @State
    public static class Channel extends Shrinking {
        public Channel() {
            super(Semaphores.channel());
        }

        @Actor
        public void resizer() {
            shrink();
        }

        @Actor
        public void taker() {
            takeTwo();
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
    public static class Atomic extends Shrinking {
        public Atomic() {
            super(Semaphores.atomic());
        }

        @Actor
        public void resizer() {
            shrink();
        }

        @Actor
        public void taker() {
            takeTwo();
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
    public static class Fair extends Shrinking {
        public Fair() {
            super(Semaphores.fair());
        }

        @Actor
        public void resizer() {
            shrink();
        }

        @Actor
        public void taker() {
            takeTwo();
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = way();
            result.r2 = end();
        }
    }
}
