package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.ListenerRegistration;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that come and go while the flow runs, and what is left of a task that has ended. */
@Timeout(120)
class ListenTest {

    @Test
    void aListenerIsToldWhatHappensBetweenItsComingAndItsGoing() {
        Heard heard = new Heard();
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit limit = flow.limit("x", 1);
            TaskHandle<String> before = flow.submit(limit, () -> "x");
            before.join();
            TaskHandle<String> during;
            try (ListenerRegistration registration = flow.listen(heard)) {
                during = flow.submit(limit, () -> "x");
                heard.endOf(during);
                assertEquals(0, registration.dropped());
            }
            TaskHandle<String> after = flow.submit(limit, () -> "x");
            after.join();

            assertEquals(List.of(), heard.of(before));
            assertEquals(List.of("Queued 1", "LockCheck 1", "InProgress 1", "Complete 1"), heard.namesOf(during));
            assertEquals(List.of(), heard.of(after));
        }
    }

    @Test
    void aSlowListenerKnowsHowManyItHasLost() {
        CountDownLatch open = new CountDownLatch(1);
        AtomicLong told = new AtomicLong();
        try (AtomicFlow flow = AtomicFlow.builder().eventBuffer(16).build()) {
            ListenerRegistration slow = flow.listen((TaskEvent event) -> {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                told.incrementAndGet();
            });
            for (int i = 0; i < 100; i++) {
                flow.submit(flow.limit("x", 1), () -> "x").join();
            }
            open.countDown();

            Together.until("told or lost", () -> told.get() + slow.dropped() == 400);
            assertTrue(slow.dropped() > 300, "lost " + slow.dropped());
        }
    }

    @Test
    void aListenerMayTakeItselfAway() {
        AtomicLong told = new AtomicLong();
        try (AtomicFlow flow = AtomicFlow.create()) {
            ListenerRegistration[] self = new ListenerRegistration[1];
            CountDownLatch known = new CountDownLatch(1);
            self[0] = flow.listen(event -> {
                Together.until("it is known", () -> known.getCount() == 0);
                told.incrementAndGet();
                self[0].close();
            });
            known.countDown();
            for (int i = 0; i < 100; i++) {
                flow.submit(flow.limit("x", 1), () -> "x").join();
            }
            assertEquals(1, told.get());
        }
    }

    @Test
    void aTaskThatWasCancelledOrHasEndedIsHeldByNothing() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            List<WeakReference<Object>> gone = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                Object big = new int[16];
                var builder = io.atomicflow.task.Task.named("t").limit("ten", 10);
                if (i % 2 == 0) {
                    assertTrue(flow.schedule(builder.call(context -> big), Duration.ofDays(1)).cancel());
                } else {
                    flow.submit(builder.queueTimeout(Duration.ofDays(1)).runTimeout(Duration.ofDays(1))
                            .call(context -> big.hashCode()), Admission.block(Duration.ofDays(1)));
                }
                if (i % 100 < 2) {
                    gone.add(new WeakReference<>(big));
                }
            }
            assertTrue(flow.drain(Duration.ofSeconds(60)));

            Together.until("nothing holds on to them", () -> {
                System.gc();
                return gone.stream().filter(one -> one.get() != null).count() <= 20; // what each worker had last
            });
        }
    }
}
