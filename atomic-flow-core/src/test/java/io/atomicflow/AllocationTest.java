package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.worker.Workers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class AllocationTest {

    private static final int TASKS = 5_000;
    private static final int ROUNDS = 200;
    private static final long HANDLE_BYTES = 80; // 72, with compressed object pointers
    private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of("channel", Semaphores.channel()), Arguments.of("atomic", Semaphores.atomic()));
    }

    /** Once it is compiled. Others may allocate meanwhile, so the best of many rounds counts. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void theWayOfATaskAllocatesNothingButItsHandle(String name, Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .workers(Workers.platform(4))
                .semaphores(semaphores)
                .build()) {
            Limit limit = flow.limit("three", 3);
            Runnable body = () -> {};
            long fewest = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getTotalThreadAllocatedBytes();
                for (int i = 0; i < TASKS; i++) {
                    flow.submit(limit, body);
                }
                assertTrue(flow.drain(Duration.ofSeconds(60)));
                fewest = Math.min(fewest, (threads.getTotalThreadAllocatedBytes() - before) / TASKS);
            }

            System.out.printf("With %s semaphores a task allocates %d bytes%n", name, fewest);
            assertTrue(fewest <= HANDLE_BYTES, "bytes a task: " + fewest);
        }
    }

    /** The same for tasks that all wait in line before they run. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void theWayThroughTheLineAllocatesNothingElseEither(String name, Semaphores semaphores) throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .workers(Workers.platform(4))
                .semaphores(semaphores)
                .build()) {
            Limit limit = flow.limit("three", 3);
            Runnable body = () -> {};
            long fewest = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getTotalThreadAllocatedBytes();
                limit.pause();
                for (int i = 0; i < TASKS; i++) {
                    flow.submit(limit, body);
                }
                Together.until("all wait", () -> limit.waiting() == TASKS);
                limit.resume();
                assertTrue(flow.drain(Duration.ofSeconds(60)));
                fewest = Math.min(fewest, (threads.getTotalThreadAllocatedBytes() - before) / TASKS);
            }

            System.out.printf("With %s semaphores a task that waits in line allocates %d bytes%n", name, fewest);
            assertTrue(fewest <= HANDLE_BYTES, "bytes a task: " + fewest);
        }
    }
}
