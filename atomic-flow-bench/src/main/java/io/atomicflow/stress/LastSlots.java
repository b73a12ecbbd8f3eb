package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.queue.Slots;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two batches of two want the last slots: one is free, and a second is given back meanwhile. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The first batch came in, the second found too few slots.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The second batch came in, the first found too few slots.")
@Outcome(expect = FORBIDDEN, desc = "The bound was overshot, a slot is lost, or a batch that fitted was refused.")
@State
public class LastSlots {

    private final Slots slots = new Slots(2);

    /** One of the two slots is taken. */
    public LastSlots() {
        slots.take(1);
    }

    /** The first batch. */
    @Actor
    public void first(III_Result result) {
        result.r1 = slots.take(2) >= 0 ? 1 : 0;
    }

    /** Gives the slot back; then the second batch comes. */
    @Actor
    public void second(III_Result result) {
        slots.giveBack();
        result.r2 = slots.take(2) >= 0 ? 1 : 0;
    }

    /** Counts what is left. */
    @Arbiter
    public void end(III_Result result) {
        result.r3 = slots.free();
    }
}
