package io.atomicflow.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private long millis = 1_000;
    private final Explanations explanations = new Explanations(() -> Instant.ofEpochMilli(millis));

    @Test
    void soManyLiveTasksASecondAreExplainedAndNoMore() throws InterruptedException {
        try (AtomicFlow flow = AtomicFlow.builder().build()) {
            flow.pause();
            TaskHandle<Long> task = flow.submit(Task.named("a").call(context -> 1L));
            for (int i = 0; i < 20; i++) {
                assertNotNull(explanations.of(task));
            }
            assertNull(explanations.of(task));
            millis = 1_999;
            assertNull(explanations.of(task));

            millis = 2_000;
            assertNotNull(explanations.of(task));

            flow.resume();
            assertTrue(flow.drain(Duration.ofSeconds(10)));
            for (int i = 0; i < 100; i++) {
                assertEquals(task.explain(), explanations.of(task), "that walks no line");
            }
        }
    }
}
