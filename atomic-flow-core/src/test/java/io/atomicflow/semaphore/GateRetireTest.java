package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of a gate, and whoever comes at that moment. */
@Timeout(120)
class GateRetireTest {

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whoLinesUpAtAGateThatEndsIsSeenOrSeesIt(Semaphores strategy) {
        for (int round = 0; round < 300; round++) {
            PermitGate gate = new Limit("x", strategy.create(0)).gate();
            boolean[] ended = new boolean[2];

            Together.run(2, number -> {
                if (number == 0) {
                    ended[0] = gate.retire();
                } else {
                    gate.enqueue(new Guest());
                    ended[1] = gate.isRetired();
                }
            });

            assertTrue(!ended[0] || ended[1], "it waits for ever at a gate that has ended");
        }
    }

    @Test
    void aGateDoesNotEndWhileSomebodyIsExpectedInItsStrictLine() {
        PermitGate gate = new Limit("x", Semaphores.fair().create(1)).gate();
        gate.expectOneMore();

        assertFalse(gate.retire());
        assertFalse(gate.isRetired());
        gate.expectOneLess();
        assertTrue(gate.retire());
        assertTrue(gate.isRetired());
    }

    @Test
    void ofAHolderAndTheOneWhoEndsTheLimitOneWins() {
        for (int round = 0; round < 1_000; round++) {
            PermitGate gate = new Limit("x", Semaphores.channel().create(1)).gate();
            AtomicInteger entered = new AtomicInteger();
            AtomicInteger retired = new AtomicInteger();

            Together.run(2, number -> {
                if (number == 0) {
                    retired.addAndGet(gate.retire() ? 1 : 0);
                } else {
                    entered.addAndGet(gate.tryEnter() != TaskSemaphore.NONE ? 1 : 0);
                }
            });

            assertTrue(entered.get() + retired.get() <= 1, "a permit of a limit that is gone");
        }
    }
}
