package io.atomicflow.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Permit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadInjectorTest {

    private final Queue<TaskEvent> events = new ConcurrentLinkedQueue<>();

    private static LoadOrder order(Workload workload, Duration permitTimeout, int attempts) {
        return new LoadOrder(8, 1, workload, Duration.ZERO, Spread.NONE, permitTimeout, attempts, 7);
    }

    private List<TaskEvent.Retried> retries() {
        return events.stream()
                .filter(TaskEvent.Retried.class::isInstance)
                .map(TaskEvent.Retried.class::cast)
                .toList();
    }

    @Test
    void acceptedTasksAreToldByTheirIds() throws InterruptedException {
        try (AtomicFlow flow = AtomicFlow.builder().build()) {
            LoadInjector injector = new LoadInjector(flow, new KnownTasks(Clock.systemUTC()));
            injector.inject(order(Workload.SLEEP, Duration.ZERO, 1));

            var second = assertInstanceOf(
                    Injection.Accepted.class, injector.inject(order(Workload.SLEEP, Duration.ZERO, 1)));

            assertEquals(9, second.firstId());
            assertEquals(16, second.lastId());
            assertTrue(flow.drain(Duration.ofSeconds(10)));
        }
    }

    @Test
    void whoWaitsInVainForAPermitIsQueuedAgainAtOnceAsOftenAsItWasAllowedTo() throws InterruptedException {
        try (AtomicFlow flow = AtomicFlow.builder().listener(events::add).build()) {
            LoadInjector injector = new LoadInjector(flow, new KnownTasks(Clock.systemUTC()));
            Permit taken = flow.limit("1").acquire();
            injector.inject(order(Workload.SLEEP, Duration.ofMillis(1), 3));
            assertTrue(flow.drain(Duration.ofSeconds(10)));
            taken.close();
            assertEquals(8, flow.counts().timedOut());
        }

        assertEquals(8 * 2, retries().size());
        assertTrue(retries().stream().allMatch(again -> again.delay().isZero()), retries().toString());
    }

    @Test
    void whatThrowsIsTriedAgainAfterAWhileThatDoubles() {
        LoadOrder order = order(Workload.FAILING, Duration.ZERO, 4);

        assertEquals(
                List.of(200L, 400L, 800L, 1_600L, 3_200L, 5_000L),
                List.of(1, 2, 3, 4, 5, 6).stream()
                        .map(attempt -> order.retry().delay(attempt, 0).toMillis())
                        .toList());
        assertTrue(order.retry().isWorthwhile(3, new Exception()));
        assertEquals(false, order.retry().isWorthwhile(4, new Exception()));
    }
}
