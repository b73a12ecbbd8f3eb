package io.atomicflow.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.Together;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FlowMetricsTest {

    private final AtomicFlow flow = AtomicFlow.create();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final FlowMetrics metrics = new FlowMetrics(flow, Tags.of("flow", "test"));

    @AfterEach
    void close() {
        metrics.close();
        flow.close();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).tag("flow", "test").gauge().value();
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    /** How often a timer was fed; 0 as long as it is not there. */
    private long timed(String name, String... tags) {
        Timer timer = registry.find(name).tags(tags).timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void theMetersTellTheStateOfTheFlow() throws Exception {
        metrics.bindTo(registry);
        Limit limit = flow.limit("two", 2);
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch open = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            flow.submit(limit, () -> {
                running.countDown();
                open.await();
                return "x";
            });
        }
        running.await();
        Together.until("three wait", () -> limit.waiting() == 3);

        Together.until("the limit has meters", () -> registry.find("atomicflow.permits.waiting").gauge() != null);
        assertEquals(2, gauge("atomicflow.permits.held", "limit", "two"));
        assertEquals(2, gauge("atomicflow.permits.limit", "limit", "two"));
        assertEquals(3, gauge("atomicflow.permits.waiting", "limit", "two"));
        assertEquals(2, gauge("atomicflow.tasks.live", "state", "in_progress"));
        assertEquals(3, gauge("atomicflow.tasks.live", "state", "lock_check"));
        assertEquals(10_000, gauge("atomicflow.queue.capacity"));
        assertEquals(10, gauge("atomicflow.workers"));
        open.countDown();
    }

    @Test
    void endsAndTimesAreCounted() throws Exception {
        metrics.bindTo(registry);
        Limit limit = flow.limit("one", 1);
        CountDownLatch open = new CountDownLatch(1);
        TaskHandle<Object> first = flow.submit(limit, () -> {
            open.await();
            return "x";
        });
        TaskHandle<Object> second = flow.submit(limit, () -> {
            throw new IllegalStateException("as told");
        });
        TaskHandle<Object> third = flow.submit(limit, () -> "never");
        Together.until("two wait", () -> limit.waiting() == 2);
        third.cancel();
        open.countDown();
        first.await();
        second.await();

        Together.until("the times are told",
                () -> timed("atomicflow.task.run", "outcome", "failed", "limit", "one") == 1);
        assertEquals(1, counter("atomicflow.tasks", "outcome", "complete"));
        assertEquals(1, counter("atomicflow.tasks", "outcome", "failed"));
        assertEquals(1, counter("atomicflow.tasks", "outcome", "cancelled"));
        assertEquals(0, counter("atomicflow.tasks", "outcome", "timed_out"));
        assertEquals(1, timed("atomicflow.task.run", "outcome", "complete", "limit", "one"));
        assertEquals(1, timed("atomicflow.task.wait", "limit", "one"));
        assertEquals(0, counter("atomicflow.events.dropped"));
    }

    @Test
    void anyNumberOfKeysMakesABoundedNumberOfMeters() throws Exception {
        metrics.bindTo(registry);
        for (int i = 0; i < 3 * FlowMetrics.MAX_LIMITS; i++) {
            flow.submit(Task.named("key " + i).call(context -> "x")).join();
        }

        Together.until("the rest is counted together", () -> timed("atomicflow.task.run", "limit", "other", "outcome",
                "complete") == 2L * FlowMetrics.MAX_LIMITS);
        assertEquals(FlowMetrics.MAX_LIMITS, registry.find("atomicflow.permits.held").gauges().size());
    }

    @Test
    void aClosedBinderFeedsItsTimersNoMore() throws Exception {
        metrics.bindTo(registry);
        metrics.close();

        flow.submit(flow.limit("x", 1), () -> "x").join();

        assertTrue(registry.find("atomicflow.task.run").tag("limit", "x").timers().isEmpty());
        assertEquals(1, counter("atomicflow.tasks", "outcome", "complete"));
    }
}
