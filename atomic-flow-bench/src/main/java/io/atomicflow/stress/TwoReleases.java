package io.atomicflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two give back one id to a semaphore that knows its permits by name; one of them goes on to take it anew. */
@JCStressTest
@Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "The second was refused.")
@Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "The first was refused.")
@Outcome(id = "true, true, .*", expect = FORBIDDEN, desc = "One permit came back twice.")
@Outcome(expect = FORBIDDEN, desc = "A stale id freed what was taken anew, or a permit is lost.")
@State
public class TwoReleases {

    private final TaskSemaphore semaphore = Semaphores.channel().create(1);
    private final long id = semaphore.tryAcquire();
    private int taken;

    /** Gives the permit back, and takes it anew. */
    @Actor
    public void first(ZZI_Result result) {
        result.r1 = semaphore.release(id);
        if (semaphore.tryAcquire() != TaskSemaphore.NONE) {
            taken++;
        }
    }

    /** Gives the same permit back. */
    @Actor
    public void second(ZZI_Result result) {
        result.r2 = semaphore.release(id);
    }

    /** Counts what is held beyond what was taken anew. */
    @Arbiter
    public void end(ZZI_Result result) {
        result.r3 = semaphore.held() - taken;
    }
}
