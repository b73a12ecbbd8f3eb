package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
