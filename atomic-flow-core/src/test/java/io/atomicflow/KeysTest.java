package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key is any string, and two keys are two limits. */
@Timeout(120)
class KeysTest {

    private static final List<String> STRANGE = List.of(
            "", " ", "*", "**", "?", "a,b;c", "a:b", "a/b", "a.b", "\u0000", "\ud800", "null", "é", "e\u0301",
            "Ünïcødé ✓", "👩‍🚀", "x".repeat(100_000), "x".repeat(100_001));

    @Test
    void aShutLimitOfAStrangeKeyStrandsNoOther() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            for (String shut : STRANGE) {
                Limit limit = flow.limit(shut, 0);
                limit.resize(0);
                TaskHandle<String> held = flow.submit(Task.named("t").limit(shut, 1).call(context -> "let in"));
                for (String open : STRANGE) {
                    if (!open.equals(shut)) {
                        flow.limit(open, 1).resize(1);
                        assertEquals("ran", flow.submit(flow.limit(open), () -> "ran").join());
                    }
                }
                Together.until("it waits", () -> limit.waiting() == 1);
                limit.resize(1);
                assertEquals("let in", held.join());
            }
            assertEquals(STRANGE.size(), flow.snapshot().limits().size());
        }
    }

    @Test
    void keysOfOneHashCodeAreLimitsOfTheirOwn() throws Exception {
        List<String> colliding = new ArrayList<>(List.of(""));
        for (int i = 0; i < 9; i++) {
            colliding = new ArrayList<>(colliding.stream().flatMap(k -> List.of(k + "Aa", k + "BB").stream()).toList());
        }
        assertEquals(1, colliding.stream().map(String::hashCode).distinct().count());
        try (AtomicFlow flow = AtomicFlow.create()) {
            List<Limit> limits = colliding.stream().map(key -> flow.limit(key, 1)).toList();
            assertNotSame(limits.get(0), limits.get(1));
            for (Limit limit : limits) {
                assertTrue(limit.tryAcquire().isPresent());
            }
            List<TaskHandle<String>> waiting = new ArrayList<>();
            for (Limit limit : limits) {
                waiting.add(flow.submit(limit, limit::key));
            }
            Together.until("each waits in its own line", () -> limits.stream().allMatch(l -> l.waiting() == 1));
            limits.forEach(limit -> limit.resize(2));
            for (int i = 0; i < limits.size(); i++) {
                assertEquals(colliding.get(i), waiting.get(i).join());
            }
            assertTrue(flow.drain(Duration.ofSeconds(60)));
        }
    }

    @Test
    void noKeyIsRefusedButNull() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            assertThrows(NullPointerException.class, () -> flow.limit(null, 1));
            assertThrows(NullPointerException.class, () -> flow.limit(null));
            assertThrows(NullPointerException.class, () -> Task.named("t").limit(null, 1));
            assertEquals(List.of(), flow.snapshot().limits());
        }
    }
}
