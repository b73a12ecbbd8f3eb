package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AtomicFlowEventsTest {

    @Test
    void aTaskIsSeenInEachStateOnItsWay() {
        List<TaskEvent> events = new ArrayList<>();
        try (AtomicFlow flow = AtomicFlow.builder().listener(events::add).build()) {
            flow.submit(flow.limit("x", 1), context -> {
                context.progress(0.5);
                return "x";
            })
                    .join();
        }

        assertEquals(
                List.of(
                        TaskState.QUEUED,
                        TaskState.LOCK_CHECK,
                        TaskState.IN_PROGRESS,
                        TaskState.IN_PROGRESS,
                        TaskState.COMPLETE),
                events.stream().map(TaskEvent::state).toList());
    }

    @Test
    void theStatesOfATaskAreSeenInTheirOrderAlsoWhenItIsCancelledInBetween() {
        Map<Long, TaskState> last = new HashMap<>();
        List<String> faults = new ArrayList<>();
        FlowListener order = event -> {
            TaskState before = last.put(event.stamp().taskId(), event.state());
            if (before != null && (before.isEnd() || before.compareTo(event.state()) > 0)) {
                faults.add(event.stamp().taskId() + ": " + before + " then " + event.state());
            }
        };
        try (AtomicFlow flow = AtomicFlow.builder().listener(order).eventBuffer(1 << 18).build()) {
            Limit limit = flow.limit("two", 2);
            Together.run(2, number -> {
                for (int i = 0; i < 5_000; i++) {
                    TaskHandle<String> handle = flow.submit(limit, () -> "x");
                    if (i % 2 == 0) {
                        handle.cancel();
                    }
                }
            });
        }

        assertEquals(List.of(), faults);
        assertEquals(10_000, last.size());
        assertTrue(last.values().stream().allMatch(TaskState::isEnd));
    }

    @Test
    void theTimesOfATaskNeverGoBackFromOneEventToTheNext() {
        for (Semaphores semaphores : List.of(Semaphores.channel(), Semaphores.fair())) {
            Map<Long, TaskEvent> last = new HashMap<>();
            List<String> faults = new ArrayList<>();
            FlowListener times = event -> {
                TaskEvent before = last.put(event.stamp().taskId(), event);
                if (before != null && before.stamp().epochNanos() > event.stamp().epochNanos()) {
                    faults.add(before + " then " + event);
                }
            };
            try (AtomicFlow flow = AtomicFlow.builder()
                    .semaphores(semaphores)
                    .listener(times)
                    .eventBuffer(1 << 18)
                    .build()) {
                Together.run(2, number -> {
                    for (int i = 0; i < 5_000; i++) {
                        boolean isAlone = i % 10 == 0;
                        TaskHandle<?> handle = flow.submit(flow.limit("limit " + i % 3, 1 + i % 2), () -> {});
                        if (isAlone) {
                            handle.join();
                        }
                    }
                });
            }

            assertEquals(List.of(), faults);
            assertEquals(10_000, last.size());
        }
    }

    @Test
    void aTaskThatComesAfterItsWorkersLastLookAtTheClockIsToldOfAtItsOwnTime() {
        ManualClock clock = new ManualClock();
        Heard heard = new Heard();
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<TaskHandle<?>> second = new CopyOnWriteArrayList<>();
        try (AtomicFlow flow = AtomicFlow.builder()
                .clock(clock)
                .workers(Workers.platform(1))
                .listener(heard)
                .build()) {
            Limit limit = flow.limit("x", 1);
            TaskHandle<?> first = flow.submit(limit, context -> {
                mayEnd.await();
                clock.advance(Duration.ofSeconds(1));
                return "x";
            });
            CompletableFuture<?> after = first.toCompletableFuture().thenRun(() -> { // on the worker, which then looks for work
                clock.advance(Duration.ofSeconds(1));
                second.add(flow.submit(limit, () -> clock.advance(Duration.ofSeconds(1))));
            });
            mayEnd.countDown();
            after.join();
            TaskEvent end = heard.endOf(second.getFirst());
            TaskEvent begin = heard.of(first).getFirst();

            assertEquals(List.of(0L, 0L, 0L, 1L), heard.secondsOf(first, begin));
            assertEquals(List.of(2L, 2L, 2L, 3L), heard.secondsOf(second.getFirst(), begin));
            assertEquals(Duration.ofSeconds(1).toNanos(), ((TaskEvent.Complete) end).runNanos());
        }
    }

    @Test
    void noProgressIsSeenAfterTheEndWhicheverThreadReportsIt() {
        Map<Long, TaskState> last = new HashMap<>();
        List<String> faults = new ArrayList<>();
        java.util.concurrent.atomic.AtomicReference<io.atomicflow.task.TaskContext> running = new java.util.concurrent.atomic.AtomicReference<>();
        java.util.concurrent.atomic.AtomicBoolean done = new java.util.concurrent.atomic.AtomicBoolean();
        try (AtomicFlow flow = AtomicFlow.builder()
                .eventBuffer(1 << 20)
                .listener(event -> {
                    TaskState before = last.put(event.stamp().taskId(), event.state());
                    if (before != null && before.isEnd()) {
                        faults.add(before + " then " + event);
                    }
                })
                .build()) {
            Together.run(2, number -> {
                if (number == 0) {
                    while (!done.get()) {
                        io.atomicflow.task.TaskContext context = running.get();
                        if (context != null) {
                            context.progress(0.5);
                        }
                    }
                } else {
                    for (int i = 0; i < 2_000; i++) {
                        flow.submit(flow.limit("x", 1), context -> {
                            running.set(context);
                            return "x";
                        })
                                .join();
                    }
                    done.set(true);
                }
            });
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void listenersThatThrowOrBlockChangeNothingForTasks() throws Exception {
        java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
        try (AtomicFlow flow = AtomicFlow.builder()
                .listener(event -> {
                    throw new IllegalStateException("always");
                })
                .listener(event -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build()) {
            Limit limit = flow.limit("one", 1);
            for (int i = 0; i < 1_000; i++) {
                assertEquals("x", flow.submit(limit, () -> "x").join());
            }
            Together.until("all permits are back", () -> limit.held() == 0);
            never.countDown();
        }
    }

    @Test
    void aListenerMaySubmitItself() {
        List<String> results = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicFlow[] self = new AtomicFlow[1];
        try (AtomicFlow flow = AtomicFlow.builder()
                .listener(event -> {
                    if (event.state() == TaskState.COMPLETE && event.stamp().limit().equals("first")) {
                        self[0].submit(self[0].limit("second", 1), () -> results.add("from a listener"));
                    }
                })
                .build()) {
            self[0] = flow;
            flow.submit(flow.limit("first", 1), () -> "x").join();
            Together.until("the listener's task ran", () -> results.size() == 1);
        }
    }
}
