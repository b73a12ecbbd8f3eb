package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.queue.Slots;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that a review found, each with what it would break again. */
@Timeout(120)
class MendedFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aFullQueueAcceptsNothingWhileTasksComeBackToIt() {
        Slots slots = new Slots(1);
        slots.take(1);
        AtomicInteger accepted = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();

        Together.run(2, number -> {
            if (number == 0) {
                for (int i = 0; i < 10_000_000; i++) {
                    slots.retake(); // first in, then out: never below one
                    slots.giveBack();
                }
                over.set(true);
            } else {
                while (!over.get()) {
                    accepted.addAndGet(slots.take(1) >= 0 ? 1 : 0);
                }
            }
        });

        assertEquals(0, accepted.get());
    }

    @Test
    void dropOldestTouchesNoTaskThatRuns() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder()
                .workers(Workers.persistent(1))
                .queueCapacity(2)
                .semaphores(Semaphores.fair())
                .build()) {
            Gate busy = new Gate();
            flow.submit(Task.named("busy").call(context -> busy.pass()));
            busy.entered.await();
            Gate running = new Gate();
            Task<Object> first = Task.named("first").limit("x", 1).call(context -> running.pass());
            Task<Object> other = Task.named("other").limit("x", 1).call(context -> "other");
            TaskHandle<Object> x = flow.submit(first);
            flow.submit(other);
            Thread caller = Thread.ofPlatform().start(() -> flow.submit(other, Admission.callerRuns()));
            running.entered.await(); // the caller was let in for the oldest, which is x

            flow.submit(other, Admission.dropOldest());

            assertEquals(TaskState.IN_PROGRESS, x.state());
            running.open.countDown();
            assertEquals("passed", x.join());
            busy.open.countDown();
            caller.join();
        }
    }

    @Test
    void aFutureOfAnExecutorIsDoneAlsoIfItsTaskCouldNotBegin() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        ContextCarrier carrier = body -> () -> {
            if (broken.get()) {
                throw new IllegalStateException("no context");
            }
            return body.call();
        };
        try (AtomicFlow flow = AtomicFlow.builder().context(carrier).build()) {
            flow.limit("x", 1);
            broken.set(true);

            Future<String> future = flow.asExecutor("x").submit(() -> "never");

            ExecutionException failure = assertThrows(ExecutionException.class, future::get);
            assertEquals("no context", failure.getCause().getMessage());
        }
    }

    @Test
    void aChildWithATimeInTheQueueIsStillACircleOnceItIsInLine() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            Task<String> child = Task.named("child").limit("x", 1).queueTimeout(LONG).call(context -> "child");
            TaskHandle<Object> parent = flow.submit(Task.named("parent").limit("x", 1).call(context -> {
                TaskHandle<String> handle = flow.submit(child);
                Together.until("it is in line", () -> handle.state() == TaskState.LOCK_CHECK);
                return handle.join();
            }));

            TaskOutcome.Failed<?> failed = assertInstanceOf(TaskOutcome.Failed.class, parent.await());

            assertTrue(String.valueOf(failed.cause().getMessage()).contains("can never end"), failed::toString);
        }
    }

    @Test
    void tasksThatAreCancelledInTheQueueDoNotPileUp() {
        try (AtomicFlow flow = AtomicFlow.builder().queueCapacity(100).build()) {
            Limit limit = flow.limit("x", 1);
            flow.pause();
            WeakReference<?>[] bodies = new WeakReference<?>[200_000];
            for (int i = 0; i < bodies.length; i++) {
                TaskHandle<Object> handle = flow.submit(limit, () -> new Object());
                bodies[i] = new WeakReference<>(handle);
                assertTrue(handle.cancel());
            }

            Together.until("most of them are gone", () -> {
                System.gc();
                return Arrays.stream(bodies).filter(body -> body.get() != null).count() < 5_000;
            });
        }
    }

    @Test
    void aTaskWhoseLimitCannotBeMadeAgainFails() throws Exception {
        ManualClock clock = new ManualClock();
        AtomicBoolean broken = new AtomicBoolean();
        Semaphores breaking = permits -> {
            if (broken.get()) {
                throw new IllegalStateException("no semaphore");
            }
            return Semaphores.fair().create(permits);
        };
        try (AtomicFlow flow = AtomicFlow.builder()
                .clock(clock)
                .semaphores(breaking)
                .evictIdleLimits(Duration.ofMinutes(1))
                .build()) {
            TaskHandle<String> late = flow.schedule(
                    Task.named("late").limit("x", 1).call(context -> "late"), Duration.ofDays(10_000));
            Together.until("its limit has gone away", () -> {
                clock.advance(Duration.ofMinutes(1));
                return flow.snapshot("x").isEmpty();
            });
            broken.set(true);
            clock.advance(Duration.ofDays(10_000));

            TaskOutcome.Failed<?> failed = assertInstanceOf(TaskOutcome.Failed.class, late.await());

            assertEquals("no semaphore", failed.cause().getMessage());
        }
    }

    @Test
    void anActionOfACancelledTaskMayWaitForTheFlowToDrain() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            TaskHandle<Object> waiting = flow.submit(flow.limit("shut", 0), () -> new Object());
            AtomicBoolean drained = new AtomicBoolean();
            var action = waiting.toCompletableFuture().handle((result, failure) -> {
                try {
                    drained.set(flow.drain(Duration.ZERO));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return "done";
            });

            waiting.cancel();

            action.join();
            assertTrue(drained.get(), "the task counted itself as not ended");
        }
    }

    @Test
    void aFutureThatOthersMayCompleteIsNoCircle() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            TaskHandle<Object> parent = flow.submit(Task.named("parent").limit("x", 1).call(context -> flow
                    .submit(Task.named("child").limit("x", 1).call(inner -> "child"))
                    .toCompletableFuture()
                    .completeOnTimeout("fallback", 1, TimeUnit.MILLISECONDS)
                    .join()));

            assertEquals("fallback", parent.join());
        }
    }

    @Test
    void noThreadIsMadeByTheThreadOfTheTimers() {
        Set<String> makers = ConcurrentHashMap.newKeySet();
        ThreadFactory factory = body -> {
            makers.add(Thread.currentThread().getName());
            return Thread.ofVirtual().unstarted(body);
        };
        Task<String> child = Task.named("child").call(context -> "child");
        for (Workers model : List.of(Workers.persistent(1), Workers.perTask())) {
            try (AtomicFlow flow = AtomicFlow.builder().workers(model.threads(factory)).build()) {
                TaskHandle<String> parent = flow.submit(Task.named("parent")
                        .call(context -> flow.schedule(child, Duration.ofMillis(1)).join()));

                assertEquals("child", parent.join());
            }
        }

        assertTrue(makers.stream().noneMatch(name -> name.equals("atomic-flow-timers")), makers::toString);
    }
}
