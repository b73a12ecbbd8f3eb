package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WaitingCostTest {

    private static final int TASKS = 1_000_000;
    private static final long MOST_BYTES = 128;

    @Test
    void aMillionTasksThatWaitCostAFewBytesEachAndNoThread() {
        try (AtomicFlow flow = AtomicFlow.builder().queueCapacity(TASKS).build()) {
            Limit limit = flow.limit("held back", 0);
            Runnable body = () -> {};
            for (int i = 0; i < 10_000; i++) {
                flow.submit(limit, body);
            }
            Together.until("the first ones wait", () -> limit.waiting() == 10_000);
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            long bytesBefore = usedBytes();

            for (int i = 0; i < TASKS; i++) {
                while (flow.snapshot().queueUsed() > TASKS / 2) {
                    Thread.onSpinWait();
                }
                flow.submit(limit, body);
            }
            Together.until("all wait", () -> limit.waiting() == TASKS + 10_000);
            long bytes = (usedBytes() - bytesBefore) / TASKS;
            int threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;

            System.out.printf("A waiting task costs %d bytes; a million of them cost %d more threads%n", bytes,
                    threads);
            assertTrue(bytes <= MOST_BYTES, "bytes a waiting task: " + bytes);
            assertTrue(threads < 10, "threads for a million waiting tasks: " + threads);
            flow.close(Duration.ZERO);
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
