package io.atomicflow.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.ManualClock;
import io.atomicflow.Stagger;
import io.atomicflow.TaskCounts;
import io.atomicflow.TaskRejectedException;
import io.atomicflow.Together;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Priority;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** Does steps to a flow, one after the other, and holds it to its laws after each, and at the end. */
final class Run {

    private static final int CAPACITY = 12;
    private static final long PATIENCE_SECONDS = 10;

    private final ManualClock clock = new ManualClock();
    private final List<TaskEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final Bodies bodies = new Bodies();
    private final AtomicFlow flow;
    private final List<Limit> limits = new ArrayList<>();
    private final List<TaskHandle<?>> handles = new ArrayList<>();
    private final Map<Limit, Deque<Permit>> ownPermits = new HashMap<>();

    private Run(Semaphores semaphores) {
        flow = AtomicFlow.builder()
                .workers(Workers.persistent(4))
                .queueCapacity(CAPACITY)
                .semaphores(semaphores)
                .clock(clock)
                .listener(events::add)
                .build();
        for (int i = 0; i < 3; i++) {
            limits.add(flow.limit("limit " + i, i + 1));
            ownPermits.put(limits.get(i), new ArrayDeque<>());
        }
    }

    static void of(Semaphores semaphores, List<Step> steps) {
        Run run = new Run(semaphores);
        try {
            for (Step step : steps) {
                run.take(step);
                run.holdToLaws();
            }
            run.bringToEnd();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; not ended: " + run.notEnded(), e);
        } finally {
            run.bodies.letAllGo();
            run.close();
        }
    }

    private List<String> notEnded() {
        return handles.stream()
                .filter(handle -> handle.outcome().isEmpty())
                .map(handle -> handle + ": " + handle.explain())
                .toList();
    }

    /** A close waits on the flow's clock, so somebody has to move its hands. */
    private void close() {
        FutureTask<Void> closing = new FutureTask<>(flow::close, null);
        Thread.ofPlatform().daemon().start(closing);
        Together.until("the flow is closed", () -> {
            clock.advance(Duration.ofMinutes(1));
            return closing.isDone();
        });
    }

    private void take(Step step) {
        switch (step) {
            case Step.Submit submit -> admit(() -> handles.add(flow.submit(task(submit.limit(), submit.kind()))));
            case Step.SubmitBatch batch -> admit(() -> handles.addAll(flow.submitAll(
                    Collections.nCopies(batch.size(), task(batch.limit(), 0)), Stagger.every(Duration.ofMillis(10)))));
            case Step.Cancel cancel -> cancel(cancel.task());
            case Step.Finish finish -> bodies.finish(finish.body(), finish.how());
            case Step.Resize resize -> limits.get(resize.limit()).resize(resize.permits());
            case Step.Pause pause when pause.on() -> limits.get(pause.limit()).pause();
            case Step.Pause pause -> limits.get(pause.limit()).resume();
            case Step.PauseFlow pause when pause.on() -> flow.pause();
            case Step.PauseFlow pause -> flow.resume();
            case Step.OwnPermit own -> ownPermit(limits.get(own.limit()), own.take());
            case Step.Advance advance -> clock.advance(Duration.ofMillis(advance.millis()));
        }
    }

    private Task<String> task(int limit, int kind) {
        Task.Builder task = Task.named("kind " + kind).limit(limits.get(limit).key(), 1);
        switch (kind) {
            case 1 -> task.queueTimeout(Duration.ofMillis(20));
            case 2 -> task.permitTimeout(Duration.ofMillis(20));
            case 3 -> task.runTimeout(Duration.ofMillis(20));
            case 4 -> task.retry(Retry.times(2));
            case 5 -> task.permitTimeout(Duration.ofMillis(20)).retry(Retry.times(2).backoff(Duration.ofMillis(5)));
            case 6 -> task.priority(Priority.HIGH).runTimeout(Duration.ofMillis(30)).retry(Retry.times(1));
            default -> task.priority(kind == 7 ? Priority.LOW : Priority.NORMAL);
        }
        return task.call(context -> bodies.run(limits.get(limit)));
    }

    private void admit(Runnable submit) {
        int before = flow.snapshot().queueUsed();
        try {
            submit.run();
        } catch (TaskRejectedException full) {
            assertTrue(before > 0, "refused although the queue was empty");
        }
    }

    private void cancel(int number) {
        if (!handles.isEmpty()) {
            handles.get(number % handles.size()).cancel();
        }
    }

    private void ownPermit(Limit limit, boolean take) {
        Deque<Permit> mine = ownPermits.get(limit);
        if (take) {
            limit.tryAcquire().ifPresent(mine::push);
        } else if (!mine.isEmpty()) {
            mine.pop().close();
        }
    }

    /** What must hold at each moment, and what must come true without anybody doing anything more. */
    private void holdToLaws() {
        bodies.holdToLaws();
        TaskCounts counts = flow.counts();
        assertEquals(handles.size(), counts.accepted(), () -> "the states do not add up: " + counts);
        for (Limit limit : limits) {
            Together.until("no free permit and waiter of '" + limit.key() + "' rest together",
                    PATIENCE_SECONDS,
                    () -> limit.waiting() == 0 || limit.isPaused() || limit.held() >= limit.permits());
        }
    }

    private void bringToEnd() {
        flow.resume();
        for (Limit limit : limits) {
            limit.resize(2);
            limit.resume();
            ownPermits.get(limit).forEach(Permit::close);
        }
        bodies.letAllGo();
        Together.until("every task ends", PATIENCE_SECONDS, () -> {
            clock.advance(Duration.ofMillis(100));
            return handles.stream().allMatch(handle -> handle.outcome().isPresent());
        });
        Together.until("all is settled", PATIENCE_SECONDS, () -> flow.counts().live() == 0);
        for (Limit limit : limits) { // who serves a line may just be about to give back what the last one did not want
            Together.until("no permit of " + limit + " is held", PATIENCE_SECONDS, () -> limit.held() == 0);
            assertEquals(0, limit.waiting(), "waiting of " + limit);
        }
        assertEquals(0, flow.snapshot().queueUsed());
        close();
        bodies.holdToLaws();
        checkCounts(flow.counts());
        checkEvents();
    }

    private void checkCounts(TaskCounts counts) {
        assertEquals(number(TaskState.COMPLETE), counts.complete());
        assertEquals(number(TaskState.FAILED), counts.failed());
        assertEquals(number(TaskState.CANCELLED), counts.cancelled());
        assertEquals(number(TaskState.TIMED_OUT), counts.timedOut());
    }

    private long number(TaskState state) {
        return handles.stream().filter(handle -> handle.state() == state).count();
    }

    /** Each task is seen to reach exactly one end, the one that its handle tells, and nothing after it. */
    private void checkEvents() {
        Map<Long, TaskState> last = new HashMap<>();
        for (TaskEvent event : List.copyOf(events)) {
            TaskState before = last.put(event.stamp().taskId(), event.state());
            assertTrue(before == null || !before.isEnd(), () -> event + " came after " + before);
        }
        handles.forEach(handle -> assertEquals(handle.state(), last.get(handle.id()), () -> "last event of " + handle));
    }
}
