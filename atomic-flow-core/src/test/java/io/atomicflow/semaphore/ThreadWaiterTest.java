package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import io.atomicflow.task.FlowClock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The moment at which a thread wants to give up and is granted its permit. */
@Timeout(120)
class ThreadWaiterTest {

    private static final long DEADLINE = 100;

    private final PermitGate gate = new Limit("test", Semaphores.channel().create(1)).gate();

    /** A clock on which nobody really sleeps. */
    private record Restless(LongSupplier time) implements FlowClock {
        @Override
        public long nanoTime() {
            return time.getAsLong();
        }

        @Override
        public void parkUntil(long nanoTime) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPermitThatComesAsTheTimeRunsOutIsTaken() throws Exception {
        ThreadWaiter waiter = new ThreadWaiter();
        FlowClock lastMoment = new Restless(() -> waiter.grant(7) ? DEADLINE : DEADLINE + 1);

        assertEquals(7, waiter.await(gate, lastMoment, DEADLINE));
        assertEquals(0, gate.waiting());
    }

    @Test
    void anInterruptThatComesWithThePermitIsKeptAndOneThatComesBeforeEndsTheWait() {
        for (int round = 0; round < 500; round++) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            AtomicReference<ThreadWaiter> waiter = new AtomicReference<>();

            Together.run(2, number -> {
                if (number == 1) {
                    Together.until("it waits", () -> thread.get() != null);
                    thread.get().interrupt();
                    boolean ignored = waiter.get().grant(7);
                    return;
                }
                waiter.set(new ThreadWaiter());
                thread.set(Thread.currentThread());
                try {
                    assertEquals(7, waiter.get().await(gate, new Restless(() -> 0), DEADLINE));
                    assertTrue(Thread.currentThread().isInterrupted(), "the interrupt is lost");
                    assertFalse(waiter.get().isWaiting());
                } catch (InterruptedException e) {
                    assertFalse(waiter.get().grant(8), "it has given up, and takes a permit");
                }
            });
        }
    }
}
