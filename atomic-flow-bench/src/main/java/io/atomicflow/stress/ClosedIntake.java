package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.queue.Slots;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The intake closes, and counts whom it waits for, while somebody submits. */
@JCStressTest
@Outcome(id = "accepted, one to wait for", expect = ACCEPTABLE, desc = "The submit came first.")
@Outcome(id = "refused, none to wait for", expect = ACCEPTABLE, desc = "The close came first.")
@Outcome(id = "accepted, none to wait for", expect = FORBIDDEN, desc = "The close overlooks an accepted task.")
@Outcome(id = "refused, one to wait for", expect = FORBIDDEN, desc = "The close waits for a task that nobody has.")
@Outcome(expect = FORBIDDEN, desc = "The count of slots is wrong.")
@State
public class ClosedIntake {

    private final Slots slots = new Slots(1);

    /** Submits one task. */
    @Actor
    public void submitter(LL_Result result) {
        long before = slots.take(1);
        result.r1 = before == 0 ? "accepted" : before == Slots.CLOSED ? "refused" : "answered " + before;
    }

    /** Closes, then looks at what was accepted. */
    @Actor
    public void closer(LL_Result result) {
        slots.close();
        long accepted = slots.takenSoFar();
        result.r2 = (accepted == 0 ? "none" : accepted == 1 ? "one" : accepted) + " to wait for";
    }
}
