package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(120)
class ContextTest {

    private final List<String> steps = new CopyOnWriteArrayList<>();

    @AfterEach
    void noNotes() {
        MDC.clear();
    }

    private ContextCarrier carrier(String name) {
        return body -> {
            String submitter = Thread.currentThread().getName();
            return () -> {
                steps.add(name + " of " + submitter);
                try {
                    return body.call();
                } finally {
                    steps.add("end of " + name);
                }
            };
        };
    }

    @Test
    void theNotesOfTheSubmitterAreThereInEachAttemptAndGoneForTheNextBody() {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(1)).build()) {
            Limit limit = flow.limit("x", 1);
            MDC.put("user", "one");
            TaskHandle<String> mine = flow.submit(Task.named("t").retry(Retry.times(1)).call(context -> {
                String seen = MDC.get("user");
                MDC.put("user", "overwritten");
                if (context.attempt() == 1) {
                    throw new IOException("again");
                }
                return seen;
            }));
            MDC.clear();
            TaskHandle<String> other = flow.submit(limit, () -> MDC.get("user"));

            assertEquals("one", mine.join());
            assertEquals(null, other.join());
        }
    }

    @Test
    void aBodyThatLeavesNotesBehindLeavesThemToNobody() {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(1)).build()) {
            Limit limit = flow.limit("x", 1);
            flow.submit(limit, () -> MDC.put("left", "behind")).join();

            assertEquals(null, flow.submit(limit, () -> MDC.get("left")).join());
        }
    }

    @Test
    void theFirstCarrierIsTheInnermostAndEachLooksAtTheSubmitter() {
        String me = Thread.currentThread().getName();
        try (AtomicFlow flow = AtomicFlow.builder().context(carrier("inner")).context(carrier("outer")).build()) {
            flow.submit(flow.limit("x", 1), () -> steps.add("body")).join();
        }
        assertEquals(List.of("outer of " + me, "inner of " + me, "body", "end of inner", "end of outer"), steps);
    }

    @Test
    void aCarrierThatThrowsAtSubmitLeavesNothingBehind() {
        IllegalStateException fault = new IllegalStateException("no context");
        int[] calls = new int[1];
        ContextCarrier failing = body -> {
            if (++calls[0] == 2) {
                throw fault;
            }
            return body;
        };
        Task<String> task = Task.named("t").call(context -> "t");
        try (AtomicFlow flow = AtomicFlow.builder().context(failing).queueCapacity(2).build()) {
            assertSame(
                    fault,
                    assertThrows(
                            IllegalStateException.class, () -> flow.submitAll(List.of(task, task), Stagger.none())));

            assertEquals(0, flow.snapshot().tasks().accepted());
            assertEquals(0, flow.snapshot().queueUsed());
            assertEquals(2, flow.submitAll(List.of(task, task), Stagger.none()).size());
        }
    }

    @Test
    void aCarrierThatThrowsAroundTheBodyFailsTheTask() {
        IllegalStateException fault = new IllegalStateException("no context");
        ContextCarrier failing = body -> () -> {
            throw fault;
        };
        try (AtomicFlow flow = AtomicFlow.builder().context(failing).build()) {
            TaskHandle<String> task = flow.submit(flow.limit("x", 1), () -> "x");

            assertSame(fault, assertThrows(RuntimeException.class, task::join).getCause());
            Together.until("all permits are back", () -> flow.limit("x").held() == 0);
        }
    }

    @Test
    void attributesReachHandleBodyAndEachEvent() {
        Heard heard = new Heard();
        Map<String, String> notes = Map.of("customer", "4711", "", "empty");
        try (AtomicFlow flow = AtomicFlow.builder().listener(heard).build()) {
            Task.Builder builder = Task.named("t").attribute("customer", "4711").attribute("", "empty");
            TaskHandle<Map<String, String>> task = flow.submit(builder.call(context -> context.attributes()));
            builder.attribute("too", "late");

            assertEquals(notes, task.join());
            assertEquals(notes, task.attributes());
            heard.endOf(task);
            heard.of(task).forEach(event -> assertEquals(notes, event.stamp().attributes()));
            assertThrows(UnsupportedOperationException.class, () -> task.attributes().put("a", "b"));
        }
    }
}
