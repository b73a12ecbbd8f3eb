package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.FlowClock;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies so short that they are left to one worker, and what becomes of that when one of them is not. */
@Timeout(120)
class BriskWorkTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BURST = 2_000;
    private static final String WATCH = "atomic-flow-watch";

    static Stream<Workers> models() {
        return Stream.of(
                Workers.persistent(2), Workers.persistent(10), Workers.platform(2), Workers.platform(10));
    }

    static Stream<Workers> modelsAndASingleWorker() {
        return Stream.concat(models(), Stream.of(Workers.persistent(1), Workers.platform(1)));
    }

    private final ManualClock clock = new ManualClock(); // stands still: every body is as brisk as can be

    private AtomicFlow flow(Workers model) {
        return AtomicFlow.builder().workers(model).clock(clock).build();
    }

    private static void runBriskly(AtomicFlow flow, Limit limit, int tasks) throws InterruptedException {
        for (int i = 0; i < tasks; i++) {
            flow.submit(limit, () -> {});
        }
        assertTrue(flow.drain(LONG));
    }

    private static Stream<Thread> watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(WATCH));
    }

    private static boolean isWatched() {
        return watches().findAny().isPresent();
    }

    @AfterEach
    void theWatchEndsWithItsFlow() {
        Together.until("no watch is left", () -> !isWatched());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aBodyThatBlocksDoesNotHoldUpThoseBehindIt(Workers model) throws Exception {
        try (AtomicFlow flow = flow(model)) {
            Limit many = flow.limit("many", 1_000);
            for (int round = 0; round < 5; round++) {
                runBriskly(flow, many, 500);
                Gate gate = new Gate();
                flow.pause();
                TaskHandle<Object> blocked = flow.submit(many, gate::pass);
                List<TaskHandle<String>> behind = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    behind.add(flow.submit(many, () -> "behind"));
                }

                flow.resume(); // to one worker: all of them are thought to be short

                behind.forEach(handle -> assertEquals("behind", handle.join()));
                assertFalse(blocked.state().isEnd());
                gate.open.countDown();
                assertEquals("passed", blocked.join());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theLastWorkerThatIsNotBlockedStillDoesTheWork(Workers model) throws Exception {
        try (AtomicFlow flow = flow(model)) {
            Limit many = flow.limit("many", 1_000);
            List<Gate> gates = new ArrayList<>();
            for (int i = 1; i < model.count(); i++) {
                for (int k = 0; k < 300; k++) { // it gets its good name back
                    flow.submit(many, () -> {}).join();
                }
                Gate gate = new Gate();
                gates.add(gate);
                flow.pause();
                flow.submit(many, gate::pass);
                TaskHandle<String> behind = flow.submit(many, () -> "behind");

                flow.resume();

                assertEquals("behind", behind.join());
                gate.entered.await();
            }
            assertEquals(gates.size(), many.held());
            gates.forEach(gate -> gate.open.countDown());
        }
    }

    @ParameterizedTest
    @MethodSource("modelsAndASingleWorker")
    void aBodyThatWaitsForAnotherTaskIsCoveredForAtOnce(Workers model) throws Exception {
        try (AtomicFlow flow = flow(model)) {
            Limit many = flow.limit("many", 1_000);
            for (int round = 0; round < 20; round++) {
                runBriskly(flow, many, 500);

                TaskHandle<String> parent = flow.submit(many, () -> flow.submit(many, () -> "child").join());

                assertEquals("child", parent.join());
            }
        }
    }

    @Test
    void aBurstIsRunByOneWorker() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        Workers model = Workers.platform(4);
        try (AtomicFlow flow = flow(model.threads(body -> {
            Thread thread = model.threads().newThread(body);
            workers.add(thread);
            return thread;
        }))) {
            Limit many = flow.limit("many", 10_000);
            int fewest = model.count();
            // A worker that lost its processor for a millisecond is relieved, so it need not be so each time.
            for (int round = 0; round < 50 && fewest > 1; round++) {
                runBriskly(flow, many, 500);
                Together.until("all sleep", () -> workers.stream()
                        .allMatch(thread -> thread.getState() == Thread.State.WAITING));
                Set<Thread> ranOn = ConcurrentHashMap.newKeySet();
                flow.pause();
                for (int i = 0; i < BURST; i++) {
                    flow.submit(many, () -> ranOn.add(Thread.currentThread()));
                }
                flow.resume();
                assertTrue(flow.drain(LONG));
                fewest = Math.min(fewest, ranOn.size());
            }

            assertEquals(1, fewest);
        }
    }

    @Test
    void aFlowThatHasNoBriskWorkStartsNoWatch() throws Exception {
        AtomicLong time = new AtomicLong();
        FlowClock microsecondALook = new FlowClock() {
            @Override
            public long nanoTime() {
                return time.addAndGet(1_000);
            }

            @Override
            public void parkUntil(long nanoTime) {
                FlowClock.system().parkUntil(System.nanoTime() + 1_000_000);
            }
        };
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(2)).clock(microsecondALook).build()) {
            runBriskly(flow, flow.limit("many", 1_000), 5_000);

            assertFalse(isWatched());
        }
    }

    @Test
    void aFlowThatHasBriskWorkIsWatchedUntilItIsClosed() throws Exception {
        try (AtomicFlow flow = flow(Workers.platform(2))) {
            runBriskly(flow, flow.limit("many", 1_000), 5_000);

            Together.until("it is watched", BriskWorkTest::isWatched);
        }
        Together.until("it is not watched any more", () -> !isWatched());
    }

    @Test
    void aWatchThatHasNothingToWatchSleepsAndEndsWithItsFlowAllTheSame() throws Exception {
        try (AtomicFlow flow = flow(Workers.platform(2))) {
            runBriskly(flow, flow.limit("many", 1_000), 5_000);

            Together.until("it sleeps", () -> watches().anyMatch(it -> it.getState() == Thread.State.WAITING));
            flow.submit(flow.limit("many"), () -> {}).join(); // it can be woken again
            Together.until("it sleeps again", () -> watches().anyMatch(it -> it.getState() == Thread.State.WAITING));
        }
        Together.until("it is not there any more", () -> !isWatched());
    }
}
