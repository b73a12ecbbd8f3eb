package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Priority;
import io.atomicflow.task.Task;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Priority in the queue of the flow, and of its tasks in the line of a limit. */
@Timeout(120)
class PriorityTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration AGING = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

    static List<Semaphores> strategies() {
        return List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair());
    }

    /** One worker, so that the order of the queue shows. */
    private AtomicFlow flow(Semaphores strategy) {
        return AtomicFlow.builder()
                .clock(clock)
                .aging(AGING)
                .semaphores(strategy)
                .workers(Workers.persistent(1))
                .build();
    }

    private Task<Boolean> task(String name, Priority priority) {
        return Task.named(name).limit("many", 100).priority(priority).call(context -> begun.add(name));
    }

    private static Gate occupy(AtomicFlow flow) throws InterruptedException {
        Gate gate = new Gate();
        flow.submit(flow.limit("occupied", 1), gate::pass);
        gate.entered.await();
        return gate;
    }

    private void finish(AtomicFlow flow, Gate gate) throws InterruptedException {
        gate.open.countDown();
        assertTrue(flow.drain(LONG));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aHigherPriorityLeavesTheQueueFirst(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = flow(strategy)) {
            Gate gate = occupy(flow);
            flow.submit(task("low", Priority.LOW));
            flow.submit(task("normal", Priority.NORMAL));
            flow.submit(task("high", Priority.HIGH));
            flow.submit(task("high 2", Priority.HIGH));

            finish(flow, gate);

            assertEquals(List.of("high", "high 2", "normal", "low"), begun);
        }
    }

    @Test
    void whoWaitedLessThanTheHeadStartIsOvertaken() throws Exception {
        try (AtomicFlow flow = flow(Semaphores.channel())) {
            Gate gate = occupy(flow);
            flow.submit(task("a first high one", Priority.HIGH));
            flow.submit(task("old", Priority.NORMAL));
            clock.advance(AGING.minusNanos(1));
            flow.submit(task("high", Priority.HIGH));

            finish(flow, gate);

            assertEquals(List.of("a first high one", "high", "old"), begun);
        }
    }

    @Test
    void whoWaitedLongerThanTheHeadStartIsNotOvertaken() throws Exception {
        try (AtomicFlow flow = flow(Semaphores.channel())) {
            Gate gate = occupy(flow);
            flow.submit(task("a first high one", Priority.HIGH));
            flow.submit(task("old", Priority.NORMAL));
            clock.advance(AGING.plusNanos(1));
            flow.submit(task("young", Priority.NORMAL));
            flow.submit(task("high", Priority.HIGH));

            finish(flow, gate);

            assertEquals(List.of("a first high one", "old", "high", "young"), begun);
        }
    }

    @Test
    void theFirstTasksOfAPriorityHaveTheirHeadStartOverThoseQueuedBefore() throws Exception {
        try (AtomicFlow flow = flow(Semaphores.channel())) {
            clock.advance(Duration.ofHours(1));
            Gate gate = occupy(flow);
            for (int i = 0; i < 3; i++) {
                flow.submit(task("normal", Priority.NORMAL));
            }
            flow.submit(task("high", Priority.HIGH));
            flow.submit(task("high", Priority.HIGH));
            flow.submit(task("high", Priority.HIGH));

            finish(flow, gate);

            assertEquals(List.of("high", "high", "high", "normal", "normal", "normal"), begun);
        }
    }

    @Test
    void theFirstTaskOfLowPriorityDoesNotPassTheOthers() throws Exception {
        try (AtomicFlow flow = flow(Semaphores.channel())) {
            clock.advance(Duration.ofHours(1));
            Gate gate = occupy(flow);
            flow.submit(task("low", Priority.LOW));
            flow.submit(task("normal", Priority.NORMAL));
            flow.submit(task("normal", Priority.NORMAL));

            finish(flow, gate);

            assertEquals(List.of("normal", "normal", "low"), begun);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void tasksInLineAreLetInByPriority(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = flow(strategy)) {
            Limit shut = flow.limit("many", 0);
            flow.submit(task("low", Priority.LOW));
            flow.submit(task("normal", Priority.NORMAL));
            flow.submit(task("high", Priority.HIGH));
            flow.submit(task("high 2", Priority.HIGH));
            Together.until("all wait", () -> shut.waiting() == 4);

            shut.resize(1);

            assertTrue(flow.drain(LONG));
            assertEquals(List.of("high", "high 2", "normal", "low"), begun);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aSteadyStreamOfHighTasksStarvesNoLowOne(Semaphores strategy) throws Exception {
        try (AtomicFlow flow = flow(strategy)) {
            Limit shut = flow.limit("many", 0);
            flow.submit(task("low", Priority.LOW));
            Together.until("it waits", () -> shut.waiting() == 1);
            for (int i = 1; i <= 30; i++) {
                int waiting = i + 1;
                clock.advance(Duration.ofSeconds(1));
                flow.submit(task("high", Priority.HIGH));
                Together.until("all wait", () -> shut.waiting() == waiting);
            }

            shut.resize(1);

            assertTrue(flow.drain(LONG));
            assertTrue(begun.indexOf("low") <= 20, "passed by " + begun.indexOf("low"));
        }
    }

    @Test
    void ofTheQueuedTheLeastImportantIsDroppedFirst() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .clock(clock)
                .workers(Workers.persistent(1))
                .queueCapacity(3)
                .onFull(Admission.dropOldest())
                .build()) {
            Gate gate = occupy(flow);
            flow.submit(task("high", Priority.HIGH));
            flow.submit(task("normal", Priority.NORMAL));
            flow.submit(task("low", Priority.LOW));
            flow.submit(task("high 2", Priority.HIGH));
            flow.submit(task("high 3", Priority.HIGH));

            finish(flow, gate);

            assertEquals(List.of("high", "high 2", "high 3"), begun);
        }
    }
}
