package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.queue.Slots;
import io.atomicflow.queue.Tallies;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A batch of two and then a single task come while another one leaves the queue and comes back for its next attempt.
 * There always is room for all four, but whoever takes has to add up again what was given back before it can know.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "All of them came in.")
@Outcome(expect = FORBIDDEN, desc = "Somebody was refused although there was room, or a slot is lost.")
@State
public class RoomForAll {

    private final Tallies tallies = new Tallies(1, 1);
    private final Slots slots = new Slots(4, tallies, 0);

    /** All slots were taken once, and three were given back, which nobody has added up yet. */
    public RoomForAll() {
        slots.take(4);
        for (int i = 0; i < 3; i++) {
            slots.giveBack();
        }
    }

    /** A batch, all of it or nothing; then one task. */
    @Actor
    public void batchThenSingle(III_Result result) {
        result.r1 = slots.take(2) >= 0 ? 1 : 0;
        result.r2 = slots.take(1) >= 0 ? 1 : 0;
    }

    /** Runs a task that is tried again, and again. */
    @Actor
    public void worker() {
        for (int attempt = 0; attempt < 3; attempt++) {
            tallies.of(0).addOne(0);
            slots.retake();
        }
    }

    /** Counts what is left. */
    @Arbiter
    public void end(III_Result result) {
        result.r3 = slots.free();
    }
}
