package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PauseTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    static List<Workers> models() {
        return List.of(Workers.persistent(2), Workers.platform(2), Workers.perTask());
    }

    @ParameterizedTest
    @MethodSource("models")
    void noBodyBeginsBeforeTheFlowIsResumed(Workers model) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        try (AtomicFlow flow = AtomicFlow.builder().workers(model).build()) {
            flow.pause();
            for (int i = 0; i < 100; i++) {
                flow.submit(flow.limit("ten", 10), ran::incrementAndGet);
            }

            assertFalse(flow.drain(Duration.ofMillis(20)));
            assertEquals(0, ran.get());
            assertEquals(100, flow.snapshot().tasks().queued());
            assertTrue(flow.snapshot().paused());
            flow.resume();

            assertTrue(flow.drain(LONG));
            assertEquals(100, ran.get());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatRunsGoesOnAndWhoGetsItsPermitWaits(Workers model) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(model).build()) {
            Limit one = flow.limit("one", 1);
            Gate gate = new Gate();
            TaskHandle<Object> running = flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> next = flow.submit(one, () -> "next");
            TaskHandle<String> last = flow.submit(one, () -> "last");
            Together.until("both wait", () -> one.waiting() == 2);
            flow.pause();

            gate.open.countDown();

            assertEquals("passed", running.join());
            assertFalse(flow.drain(Duration.ofMillis(20)));
            assertFalse(next.state().isEnd());
            flow.resume();
            assertEquals("next", next.join());
            assertEquals("last", last.join());
        }
    }

    @Test
    void aTaskThatWasGrantedItsPermitKeepsItWhileTheFlowIsPaused() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit one = flow.limit("one", 1);
            Gate gate = new Gate();
            flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> next = flow.submit(one, () -> "next");
            TaskHandle<String> last = flow.submit(one, () -> "last");
            Together.until("both wait", () -> one.waiting() == 2);
            flow.pause();
            gate.open.countDown();
            Together.until("it is granted", () -> one.waiting() == 1);

            assertEquals(1, one.held());
            assertEquals(TaskState.LOCK_CHECK, next.state());
            assertTrue(next.cancel());
            assertEquals(1, one.held(), "the next in line has it now");
            flow.resume();
            assertEquals("last", last.join());
        }
    }

    @Test
    void aPausedFlowThatIsClosedGoesOnToItsEnd() {
        AtomicInteger ran = new AtomicInteger();
        AtomicFlow flow = AtomicFlow.create();
        flow.pause();
        for (int i = 0; i < 100; i++) {
            flow.submit(flow.limit("ten", 10), ran::incrementAndGet);
        }

        CloseReport report = flow.close(LONG);

        assertEquals(new CloseReport(100, 0, 0), report);
        assertEquals(100, ran.get());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aStormOfPausesLosesNoTask(Workers model) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(model).queueCapacity(100_000).build()) {
            List<Limit> limits = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                limits.add(flow.limit("" + i, i));
            }
            AtomicInteger ran = new AtomicInteger();
            Together.run(2, number -> {
                for (int i = 0; i < 3_000; i++) {
                    if (number == 0) {
                        flow.pause();
                        flow.resume();
                    } else {
                        flow.submit(limits.get(i % 3), ran::incrementAndGet);
                    }
                }
            });

            assertTrue(flow.drain(LONG));
            assertEquals(3_000, ran.get());
            limits.forEach(limit -> assertEquals(0, limit.held()));
        }
    }
}
