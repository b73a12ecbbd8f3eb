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
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * All three slots are taken. A worker gives two back, one by one, then wants one itself, while a batch of two and then
 * a single task come. What either of them remembers of what was given back may be older than what the other knows.
 */
@JCStressTest
@Outcome(id = "1, 0, 0, 0", expect = ACCEPTABLE, desc = "The batch has both slots.")
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "The two single ones have them.")
@Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "Only the worker came when there was room; one is left.")
@Outcome(expect = FORBIDDEN, desc = "The bound was overshot, a slot is lost, or somebody was refused who fitted.")
@State
public class BatchAndSingle {

    private final Tallies tallies = new Tallies(1, 1);
    private final Slots slots = new Slots(3, tallies, 0);

    /** All slots are taken. */
    public BatchAndSingle() {
        slots.take(3);
    }

    /** A batch, all of it or nothing; then one task. */
    @Actor
    public void batchThenSingle(IIII_Result result) {
        result.r1 = slots.take(2) >= 0 ? 1 : 0;
        result.r2 = slots.take(1) >= 0 ? 1 : 0;
    }

    /** Gives two back, on a tally of its own; then another task comes. */
    @Actor
    public void worker(IIII_Result result) {
        tallies.of(0).addOne(0);
        tallies.of(0).addOne(0);
        result.r3 = slots.take(1) >= 0 ? 1 : 0;
    }

    /** Counts what is left. */
    @Arbiter
    public void end(IIII_Result result) {
        result.r4 = slots.free();
    }
}
