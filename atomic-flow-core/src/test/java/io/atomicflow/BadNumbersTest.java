package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Priority;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Zero, minus one and the largest number, wherever a number goes in. */
@Timeout(120)
class BadNumbersTest {

    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    private static void assertRefused(Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.matches("(?s).*\\d.*"), "it names no number: " + message);
    }

    @Test
    void negativePermitsAreRefusedAndChangeNothing() {
        for (Semaphores strategy : List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair())) {
            try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
                assertRefused(() -> flow.limit("x", -1));
                assertRefused(() -> flow.limit("x", Integer.MIN_VALUE));
                assertEquals(List.of(), flow.snapshot().limits());
                Limit limit = flow.limit("x", 2);
                assertRefused(() -> limit.resize(-1));
                assertRefused(() -> limit.resize(Integer.MIN_VALUE));
                assertEquals(2, limit.permits());
                assertTrue(limit.tryAcquire().isPresent());
                assertRefused(() -> Task.named("t").limit("x", -1));
            }
        }
    }

    @Test
    void morePermitsThanTheSemaphoreCanCountAreRefusedAtSubmitAndPoisonNobody() {
        for (Semaphores strategy : List.of(Semaphores.channel(), Semaphores.fair())) {
            try (AtomicFlow flow = AtomicFlow.builder().semaphores(strategy).build()) {
                Task<String> impossible = Task.named("t").limit("x", Integer.MAX_VALUE).call(context -> "ran");
                assertRefused(() -> flow.submit(impossible));
                assertRefused(() -> flow.limit("x", 65_536));
                assertEquals(0, flow.snapshot().tasks().accepted());

                Limit limit = flow.limit("x", 1);
                assertRefused(() -> limit.resize(65_536));

                assertEquals("ran", flow.submit(impossible).join(), "a limit that is known keeps its size");
                assertEquals(1, limit.permits());
            }
        }
    }

    @Test
    void theLargestNumberOfPermitsWorks() {
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(Semaphores.atomic()).build()) {
            Limit limit = flow.limit("x", Integer.MAX_VALUE);
            assertEquals("ran", flow.submit(limit, () -> "ran").join());
            limit.resize(0);
            TaskHandle<String> waits = flow.submit(limit, () -> "ran later");
            limit.resize(Integer.MAX_VALUE);
            assertEquals("ran later", waits.join());
            Together.until("all permits are back", () -> limit.held() == 0);
        }
    }

    @Test
    void aLimitOfZeroHoldsItsTasksBackUntilItGrows() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit zero = flow.limit("zero", 0);
            TaskHandle<String> waits = flow.submit(zero, () -> "ran");
            Together.until("it waits", () -> zero.waiting() == 1);
            assertTrue(zero.tryAcquire().isEmpty());

            zero.resize(1);

            assertEquals("ran", waits.join());
        }
    }

    @Test
    void sizesOfAFlowAreCheckedWhenTheyAreSet() {
        for (int bad : new int[]{0, -1, Integer.MIN_VALUE}) {
            assertRefused(() -> AtomicFlow.builder().queueCapacity(bad));
            assertRefused(() -> Workers.persistent(bad));
            assertRefused(() -> Workers.platform(bad));
            assertRefused(() -> AtomicFlow.builder().eventBuffer(bad).build());
        }
        assertRefused(() -> AtomicFlow.builder().eventBuffer(Integer.MAX_VALUE).build());
    }

    @Test
    void theLargestQueueCostsNothingUntilItIsFilled() {
        try (AtomicFlow flow = AtomicFlow.builder().queueCapacity(Integer.MAX_VALUE).build()) {
            assertEquals("ran", flow.submit(flow.limit("x", 1), () -> "ran").join());
        }
    }

    @Test
    void timesThatMakeNoSenseAreRefusedWhenTheyAreSet() {
        for (Duration bad : List.of(Duration.ZERO, NEGATIVE, Duration.ofSeconds(Long.MIN_VALUE))) {
            assertRefused(() -> AtomicFlow.builder().aging(bad));
            assertRefused(() -> AtomicFlow.builder().evictIdleLimits(bad));
            assertRefused(() -> Task.named("t").queueTimeout(bad));
            assertRefused(() -> Task.named("t").permitTimeout(bad));
            assertRefused(() -> Task.named("t").runTimeout(bad));
        }
        assertRefused(() -> AtomicFlow.builder().closeTimeout(NEGATIVE));
        assertRefused(() -> Admission.block(NEGATIVE));
        assertRefused(() -> Retry.times(-1));
        assertRefused(() -> Retry.times(1).backoff(NEGATIVE));
        assertRefused(() -> Retry.times(1).backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        for (double bad : new double[]{-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> Retry.times(1).jitter(bad));
        }
    }

    @Test
    void theLongestTimesMeanNever() {
        try (AtomicFlow flow = AtomicFlow.builder()
                .aging(LONGEST)
                .evictIdleLimits(LONGEST)
                .closeTimeout(LONGEST)
                .onFull(Admission.block(LONGEST))
                .queueCapacity(1)
                .build()) {
            Task.Builder patient = Task.named("t")
                    .limit("x", 1)
                    .queueTimeout(LONGEST)
                    .permitTimeout(LONGEST)
                    .runTimeout(LONGEST);
            for (Priority priority : Priority.values()) {
                for (int i = 0; i < 20; i++) {
                    assertEquals("ran", flow.submit(patient.priority(priority).call(context -> "ran")).join());
                }
            }
            TaskHandle<String> never = flow.schedule(patient.call(context -> "ran"), LONGEST);
            assertTrue(never.cancel());
        }
    }

    @Test
    void retriesWithoutEndAndWithTheLongestBackoffAreAllowed() {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().clock(clock).build()) {
            TaskHandle<String> task = flow.submit(Task.named("t")
                    .retry(Retry.times(Integer.MAX_VALUE).backoff(Duration.ofDays(100_000)))
                    .call(context -> {
                        throw new IllegalStateException("always");
                    }));
            Together.until("it waits for its next attempt", () -> flow.snapshot().tasks().scheduled() == 1);
            assertEquals(2, task.attempt());
            assertTrue(task.cancel());
        }
    }
}
