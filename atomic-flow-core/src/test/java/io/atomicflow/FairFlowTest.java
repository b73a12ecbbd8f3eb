package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of a fair limit begin in the order in which they were submitted, whichever worker takes them. */
@Timeout(120)
class FairFlowTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TASKS = 1_000;
    private static final int ROUNDS = 5;

    private final List<Integer> begun = Collections.synchronizedList(new ArrayList<>());

    private static FlowBuilder fair() {
        return AtomicFlow.builder()
                .semaphores(Semaphores.fair())
                .workers(Workers.persistent(10))
                .closeTimeout(Duration.ofSeconds(1));
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void tasksBeginExactlyInTheOrderOfSubmission() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begun.clear();
            try (AtomicFlow flow = fair().build()) {
                Limit one = flow.limit("one", 1);
                for (int i = 0; i < TASKS; i++) {
                    int number = i;
                    flow.submit(one, () -> begun.add(number));
                }
                assertTrue(flow.drain(LONG));
            }
            assertEquals(upTo(TASKS), begun);
        }
    }

    @Test
    void freshThreadsForEachTaskKeepTheOrderToo() throws Exception {
        try (AtomicFlow flow = fair().workers(Workers.perTask()).build()) {
            Limit one = flow.limit("one", 1);
            for (int i = 0; i < TASKS; i++) {
                int number = i;
                flow.submit(one, () -> begun.add(number));
            }
            assertTrue(flow.drain(LONG));
        }
        assertEquals(upTo(TASKS), begun);
    }

    @Test
    void withCancelsMixedInTheOthersKeepTheirOrder() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begun.clear();
            List<TaskHandle<Boolean>> handles = new ArrayList<>();
            try (AtomicFlow flow = fair().build()) {
                Limit one = flow.limit("one", 1);
                for (int i = 0; i < TASKS; i++) {
                    int number = i;
                    handles.add(flow.submit(one, () -> begun.add(number)));
                    if (i % 3 == 0) {
                        handles.get(i / 2).cancel();
                    }
                }
                assertTrue(flow.drain(LONG));
                Together.until("all permits are back", () -> one.held() == 0);
                assertEquals(0, one.waiting());
            }
            assertEquals(begun.stream().sorted().toList(), begun);
            for (int i = 0; i < TASKS; i++) {
                assertTrue(begun.contains(i) || handles.get(i).state() == TaskState.CANCELLED, "task " + i);
            }
        }
    }

    @Test
    void whenTheOldestAreDroppedTheOthersKeepTheirOrder() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begun.clear();
            try (AtomicFlow flow = fair()
                    .queueCapacity(20)
                    .onFull(Admission.dropOldest())
                    .build()) {
                Limit one = flow.limit("one", 1);
                for (int i = 0; i < TASKS; i++) {
                    int number = i;
                    flow.submit(one, () -> begun.add(number));
                }
                assertTrue(flow.drain(LONG));
                TaskCounts counts = flow.snapshot().tasks();
                assertEquals(TASKS, counts.complete() + counts.cancelled());
                assertEquals(begun.size(), counts.complete());
            }
            assertEquals(begun.stream().sorted().toList(), begun);
        }
    }

    @Test
    void aRetryGoesToTheEndAndTheOthersKeepTheirOrder() throws Exception {
        try (AtomicFlow flow = fair().build()) {
            Gate gate = new Gate();
            Limit one = flow.limit("one", 1);
            flow.submit(one, gate::pass);
            gate.entered.await();
            for (int i = 0; i < 100; i++) {
                int number = i;
                flow.submit(Task.named("t").limit("one", 1).retry(Retry.times(1)).call(context -> {
                    begun.add(number);
                    if (number == 50 && context.attempt() == 1) {
                        throw new IllegalStateException("once");
                    }
                    return number;
                }));
            }
            Together.until("all stand in line", () -> one.waiting() == 100);
            gate.open.countDown();

            assertTrue(flow.drain(LONG));
        }
        List<Integer> expected = new ArrayList<>(upTo(100));
        expected.add(50);
        assertEquals(expected, begun);
    }

    @Test
    void aTaskWhoseTimeInLineRanOutLinesUpAgainAndIsServed() throws Exception {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = fair().clock(clock).build()) {
            Limit one = flow.limit("one", 1);
            Permit held = one.acquire();
            TaskHandle<String> patient = flow.submit(Task.named("t")
                    .limit("one", 1)
                    .permitTimeout(Duration.ofSeconds(1))
                    .retry(Retry.times(3))
                    .call(context -> "attempt " + context.attempt()));
            TaskHandle<String> other = flow.submit(one, () -> "other");
            Together.until("both wait", () -> one.waiting() == 2);

            clock.advance(Duration.ofSeconds(1));
            Together.until("it waits again", () -> patient.attempt() == 2 && one.waiting() == 2);
            held.close();

            assertEquals("other", other.join());
            assertEquals("attempt 2", patient.join());
            assertTrue(flow.drain(LONG));
            Together.until("all permits are back", () -> one.held() == 0);
            assertEquals(0, one.waiting());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void closingEndsEveryTaskWhoeverLooksAtItAtThatMoment(int workers) {
        for (int round = 0; round < 100; round++) {
            List<TaskHandle<Integer>> handles = new ArrayList<>();
            CloseReport report;
            try (AtomicFlow flow = fair().workers(Workers.persistent(workers)).build()) {
                Limit one = flow.limit("one", 1);
                for (int i = 0; i < 300; i++) {
                    handles.add(flow.submit(one, () -> 1));
                }
                report = flow.close(Duration.ZERO);
            }
            assertEquals(0, report.abandoned());
            handles.forEach(handle -> assertTrue(handle.outcome().isPresent(), handle::toString));
        }
    }

    @Test
    void anOwnThreadThatWaitsIsNotPassedByTasks() throws Exception {
        try (AtomicFlow flow = fair().build()) {
            Limit one = flow.limit("one", 1);
            Permit held = one.acquire();
            Elsewhere<Permit> waiting = Elsewhere.call(one::acquire);
            Together.until("the thread waits", () -> one.waiting() == 1);
            TaskHandle<String> task = flow.submit(one, () -> "after");
            Together.until("both wait", () -> one.waiting() == 2);

            held.close();

            Permit got = waiting.result();
            assertEquals(TaskState.LOCK_CHECK, task.state());
            got.close();
            assertEquals("after", task.join());
        }
    }
}
