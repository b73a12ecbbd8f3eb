package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that all wait for children which no worker is left to run. */
@Timeout(120)
class StandInsTest {

    private static final int DEEP = 20;

    static Stream<Workers> models() {
        return Stream.of(Workers.persistent(1), Workers.persistent(2), Workers.platform(2), Workers.perTask());
    }

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private AtomicFlow flow(Workers model) {
        ThreadFactory counted = body -> {
            Thread thread = model.threads().newThread(body);
            threads.add(thread);
            return thread;
        };
        return AtomicFlow.builder().workers(model.threads(counted)).build();
    }

    private long alive() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    private static int nest(AtomicFlow flow, int depth) {
        return depth == 0 ? 0 : 1 + flow.submit(flow.limit("depth " + depth, 10), () -> nest(flow, depth - 1)).join();
    }

    @ParameterizedTest
    @MethodSource("models")
    void nestedTasksOfAnyDepthCompleteAndLeaveNoStandInBehind(Workers model) throws Exception {
        try (AtomicFlow flow = flow(model)) {
            Limit many = flow.limit("many", 100);
            List<TaskHandle<Integer>> parents = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                parents.add(flow.submit(many, () -> nest(flow, DEEP)));
            }

            parents.forEach(parent -> assertEquals(DEEP, parent.join()));
            assertTrue(flow.drain(Duration.ofSeconds(60)));
            Together.until("no stand-in is left", () -> alive() == model.count());
            assertEquals("still at work", flow.submit(many, () -> "still at work").join());
        }
        Together.until("no thread is left", () -> alive() == 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aBodyThatWaitsForAPermitIsCoveredForToo(Workers model) throws Exception {
        try (AtomicFlow flow = flow(model)) {
            Limit gate = flow.limit("gate", 1);
            Permit permit = gate.acquire();
            List<TaskHandle<String>> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(flow.submit(flow.limit("ten", 10), () -> {
                    try (Permit mine = gate.acquire()) {
                        return "permit " + (mine.id() > 0);
                    }
                }));
            }
            Together.until("all wait", () -> gate.waiting() == 10);

            flow.submit(flow.limit("rescuer", 1), permit::close).join();

            waiting.forEach(task -> assertEquals("permit true", task.join()));
        }
        Together.until("no thread is left", () -> alive() == 0);
    }
}
