package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.ListenerRegistration;
import io.atomicflow.worker.Workers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyFlowsTest {

    private static long platformThreadsOfFlows() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomic-flow-"))
                .count();
    }

    @Test
    void aThousandFlowsLeaveNoThreadOfAnyKindBehind() {
        Set<Thread> virtual = ConcurrentHashMap.newKeySet();
        Workers workers = Workers.persistent(3);
        Workers counted = workers.threads(body -> {
            Thread thread = workers.threads().newThread(body);
            virtual.add(thread);
            return thread;
        });
        for (int i = 0; i < 1_000; i++) {
            try (AtomicFlow flow = AtomicFlow.builder().workers(counted).build();
                    ListenerRegistration registration = flow.listen(event -> {})) {
                assertEquals("x", flow.submit(flow.limit("x", 1), () -> "x").join());
                assertEquals(0, registration.dropped());
            }
        }

        assertEquals(3_000, virtual.size());
        Together.until("no virtual thread is left", () -> virtual.stream().noneMatch(Thread::isAlive));
        Together.until("no platform thread is left", () -> platformThreadsOfFlows() == 0);
    }

    @Test
    void tasksThatWaitCostNoThread() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Workers workers = Workers.persistent(4);
        try (AtomicFlow flow = AtomicFlow.builder()
                .queueCapacity(100_000)
                .workers(workers.threads(body -> {
                    made.incrementAndGet();
                    return workers.threads().newThread(body);
                }))
                .build()) {
            int before = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < 100_000; i++) {
                flow.submit(flow.limit("none", 0), () -> "x");
            }
            Together.until("all wait", () -> flow.limit("none").waiting() == 100_000);

            assertEquals(4, made.get());
            // the carriers of the virtual threads and those of the JVM itself may still grow a little
            assertTrue(ManagementFactory.getThreadMXBean().getThreadCount() < before + 50);
            flow.limit("none").resize(10);
            assertTrue(flow.drain(Duration.ofSeconds(60)));
            assertEquals(100_000, flow.snapshot().tasks().complete());
        }
    }

    @Test
    void aFlowThatCannotBeOpenedLeavesNoThreadBehind() {
        AtomicInteger made = new AtomicInteger();
        FlowBuilder broken = AtomicFlow.builder().workers(Workers.platform(5).threads(body -> made.incrementAndGet() > 3
                ? null
                : Thread.ofPlatform().daemon().name("atomic-flow-broken").unstarted(body)));

        org.junit.jupiter.api.Assertions.assertThrows(NullPointerException.class, broken::build);

        Together.until("no thread is left", () -> platformThreadsOfFlows() == 0);
    }
}
