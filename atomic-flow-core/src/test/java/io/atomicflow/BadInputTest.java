package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Idle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Whatever is wrong is refused at once, by a message that names the argument. */
@Timeout(120)
@SuppressWarnings("NullAway") // that is the point
class BadInputTest {

    private static final Duration NEGATIVE = Duration.ofNanos(-1);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration EARLIEST = Duration.ofSeconds(Long.MIN_VALUE);

    private final AtomicFlow flow = AtomicFlow.create();
    private final Limit limit = flow.limit("x", 1);
    private final Task<String> task = Task.named("t").call(context -> "t");

    @AfterEach
    void nothingWasAccepted() {
        flow.close();
    }

    private static void assertNull(String name, Executable call) {
        assertEquals(name, assertThrows(NullPointerException.class, call, name).getMessage());
    }

    private static void assertWrong(String name, Object value, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call, name).getMessage();
        assertTrue(message.contains(name) && message.endsWith(value.toString()), message);
    }

    @Test
    void nullIsRefusedByName() {
        assertNull("key", () -> flow.limit(null, 1));
        assertNull("key", () -> flow.limit(null));
        assertNull("limit", () -> flow.submit(null, () -> "x"));
        assertNull("work", () -> flow.submit(limit, (Runnable) null));
        assertNull("task", () -> flow.submit((Task<String>) null));
        assertNull("task", () -> flow.schedule(null, Duration.ZERO));
        assertNull("delay", () -> flow.schedule(task, null));
        assertNull("onFull", () -> flow.submit(task, null));
        assertNull("tasks", () -> flow.submitAll((List<Task<String>>) null, Stagger.none()));
        assertNull("stagger", () -> flow.submitAll(List.of(task), null));
        assertNull("stagger", () -> flow.submitWhatFits(List.<Task<String>>of(), null));
        assertNull("onFull", () -> flow.submitAll(List.of(task), Stagger.none(), null));
        assertNull("delay of task 0", () -> flow.submitAll(List.of(task), index -> null));
        assertNull("listener", () -> flow.listen(null));
        assertNull("atMost", () -> flow.drain(null));
        assertNull("drain", () -> flow.close(null));
        assertEquals(0, flow.snapshot().tasks().accepted());
        assertEquals("open", flow.submit(limit, () -> "open").join());
    }

    @Test
    void nullInABuilderIsRefusedByName() {
        FlowBuilder builder = AtomicFlow.builder();
        assertNull("workers", () -> builder.workers(null));
        assertNull("semaphores", () -> builder.semaphores(null));
        assertNull("onFull", () -> builder.onFull(null));
        assertNull("listener", () -> builder.listener(null));
        assertNull("context", () -> builder.context(null));
        assertNull("clock", () -> builder.clock(null));
        assertNull("aging", () -> builder.aging(null));
        assertNull("eviction time", () -> builder.evictIdleLimits(null));
        assertNull("close timeout", () -> builder.closeTimeout(null));
        assertNull("blocking time", () -> Admission.block(null));
        assertNull("interval", () -> Stagger.every(null));
        assertNull("jitter", () -> Stagger.jitter(null, 1));
        assertNull("idle", () -> Workers.persistent(1).idle(null));
        assertNull("threads", () -> Workers.persistent(1).threads(null));
    }

    @Test
    void nullInATaskIsRefusedByName() {
        Task.Builder builder = Task.named("t");
        assertNull("name", () -> Task.named(null));
        assertNull("key", () -> builder.limit(null, 1));
        assertNull("key", () -> builder.attribute(null, "value"));
        assertNull("value", () -> builder.attribute("key", null));
        assertNull("priority", () -> builder.priority(null));
        assertNull("queue timeout", () -> builder.queueTimeout(null));
        assertNull("permit timeout", () -> builder.permitTimeout(null));
        assertNull("run timeout", () -> builder.runTimeout(null));
        assertNull("retry", () -> builder.retry(null));
        assertNull("body", () -> builder.call(null));
        assertNull("body", () -> builder.run(null));
        assertNull("backoff", () -> Retry.times(1).backoff(null));
        assertNull("longest backoff", () -> Retry.times(1).backoff(Duration.ZERO, null));
        assertNull("worthIt", () -> Retry.times(1).when(null));
    }

    @Test
    void numbersOutOfTheirBoundsAreRefusedByName() {
        for (int wrong : new int[]{-1, Integer.MIN_VALUE}) {
            assertWrong("permits of limit 'y'", wrong, () -> Task.named("t").limit("y", wrong));
            assertWrong("permits", wrong, () -> limit.resize(wrong));
            assertWrong("queue capacity", wrong, () -> AtomicFlow.builder().queueCapacity(wrong));
            assertWrong("event buffer", wrong, () -> AtomicFlow.builder().eventBuffer(wrong).build());
            assertWrong("workers", wrong, () -> Workers.platform(wrong));
            assertWrong("spins", wrong, () -> Idle.spinThenPark(wrong));
            assertWrong("retries", wrong, () -> Retry.times(wrong));
        }
        for (double wrong : new double[]{-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertWrong("jitter", wrong, () -> Retry.times(1).jitter(wrong));
        }
        assertWrong("queue capacity", 0, () -> AtomicFlow.builder().queueCapacity(0));
        assertWrong("permits", Integer.MAX_VALUE, () -> limit.resize(Integer.MAX_VALUE));
    }

    @Test
    void timesOutOfTheirBoundsAreRefusedByName() {
        Task.Builder builder = Task.named("t");
        for (Duration wrong : List.of(NEGATIVE, Duration.ZERO, EARLIEST)) {
            assertWrong("queue timeout", wrong, () -> builder.queueTimeout(wrong));
            assertWrong("permit timeout", wrong, () -> builder.permitTimeout(wrong));
            assertWrong("run timeout", wrong, () -> builder.runTimeout(wrong));
            assertWrong("aging", wrong, () -> AtomicFlow.builder().aging(wrong));
            assertWrong("eviction time", wrong, () -> AtomicFlow.builder().evictIdleLimits(wrong));
        }
        for (Duration wrong : List.of(NEGATIVE, EARLIEST)) {
            assertWrong("close timeout", wrong, () -> AtomicFlow.builder().closeTimeout(wrong));
            assertWrong("blocking time", wrong, () -> Admission.block(wrong));
            assertWrong("interval", wrong, () -> Stagger.every(wrong));
            assertWrong("jitter", wrong, () -> Stagger.jitter(wrong, 1));
            assertWrong("backoff", wrong, () -> Retry.times(1).backoff(wrong));
        }
    }

    @Test
    void theLongestTimeOfAllIsATimeToo() throws Exception {
        try (AtomicFlow patient = AtomicFlow.builder()
                .aging(LONGEST)
                .evictIdleLimits(LONGEST)
                .closeTimeout(LONGEST)
                .onFull(Admission.block(LONGEST))
                .build()) {
            Task<String> all = Task.named("t").queueTimeout(LONGEST).permitTimeout(LONGEST).runTimeout(LONGEST)
                    .retry(Retry.times(Integer.MAX_VALUE).backoff(LONGEST).jitter(1)).call(context -> "t");

            assertEquals("t", patient.submit(all).join());
            List<TaskHandle<String>> later = Stream.of(
                    patient.schedule(all, LONGEST),
                    patient.submitAll(List.of(all, all), Stagger.every(LONGEST)).getLast(),
                    patient.submitAll(List.of(all, all), Stagger.jitter(LONGEST, 1)).getLast()).toList();
            later.forEach(task -> assertTrue(task.cancel()));
            assertEquals("t", patient.schedule(all, EARLIEST).join());
            assertTrue(patient.submit(all).await(LONGEST).isPresent());
            assertTrue(patient.limit("x", 1).tryAcquire(LONGEST).isPresent());
            assertTrue(patient.limit("x").tryAcquire(EARLIEST).isEmpty());
        }
    }

    @Test
    void theLargestNumberOfPermitsIsANumberToo() {
        try (AtomicFlow huge = AtomicFlow.builder()
                .semaphores(Semaphores.atomic())
                .queueCapacity(Integer.MAX_VALUE)
                .build()) {
            assertEquals("x", huge.submit(huge.limit("x", Integer.MAX_VALUE), () -> "x").join());
            assertEquals(Integer.MAX_VALUE, huge.snapshot().queueCapacity());
        }
    }
}
