package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No thread can be had for a body: its task fails, and its permit goes on. */
@Timeout(120)
class NoThreadTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static void assertAllFree(Limit limit) {
        assertEquals(0, limit.held());
        assertEquals(0, limit.waiting());
        List<Permit> all = new ArrayList<>();
        for (int i = 0; i < limit.permits(); i++) {
            all.add(limit.tryAcquire().orElseThrow());
        }
        assertTrue(limit.tryAcquire().isEmpty());
        all.forEach(Permit::close);
        assertEquals(0, limit.closedTwice());
    }

    @Test
    void aFactoryThatThrowsOrMakesNoThreadFailsTheTaskAndFreesThePermit() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory fussy = body -> switch (asked.getAndIncrement() % 3) {
            case 1 -> throw new OutOfMemoryError("no more threads, on purpose");
            case 2 -> null;
            default -> Thread.ofVirtual().unstarted(body); // the first is the dispatcher
        };
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask().threads(fussy)).build()) {
            Limit one = flow.limit("one", 1);
            for (int i = 0; i < 30; i++) {
                TaskHandle<String> handle = flow.submit(one, () -> "ran");
                handle.await();
                assertEquals(handle.state() == TaskState.COMPLETE, i % 3 == 2, "task " + i);
                assertAllFree(one);
            }
        }
    }

    @Test
    void waitersBehindATaskThatFoundNoThreadAreServed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory fussy = body -> asked.getAndIncrement() % 2 == 1 ? null : Thread.ofVirtual().unstarted(body);
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.perTask().threads(fussy)).build()) {
            Limit one = flow.limit("one", 1);
            Permit held = one.acquire();
            for (int i = 0; i < 100; i++) {
                flow.submit(one, () -> "ran");
            }
            Together.until("all wait", () -> one.waiting() == 100);

            held.close();

            assertTrue(flow.drain(LONG));
            TaskCounts counts = flow.snapshot().tasks();
            assertEquals(50, counts.complete());
            assertEquals(50, counts.failed());
            assertAllFree(one);
        }
    }

    @Test
    void aPoolThatGetsNoThreadsIsNotOpened() {
        ThreadFactory none = body -> null;
        assertThrows(NullPointerException.class,
                () -> AtomicFlow.builder().workers(Workers.persistent(2).threads(none)).build());
    }
}
