package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.FlowClock;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Searchers;
import io.atomicflow.worker.WorkerPool;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code of others that runs long on the one worker that the rest relies on to look for work. */
@Timeout(120)
class ForeignCodeTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock(); // stands still: every body is as brisk as can be
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private final AtomicBoolean blocks = new AtomicBoolean();
    private boolean isForeign;

    private FlowBuilder twoWorkers() {
        Workers platform = Workers.platform(2);
        return AtomicFlow.builder().clock(clock).workers(platform.threads(body -> {
            Thread thread = platform.threads().newThread(body);
            workers.add(thread);
            return thread;
        }));
    }

    /** Then the next submit wakes one of them, as the searcher. */
    private void untilAllSleep() {
        Together.until("all sleep", () -> workers.stream()
                .allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    /** Code of others that blocks, the next time that it is called. */
    private void foreignCode() {
        if (blocks.compareAndSet(true, false)) {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Callable<Object> within(Callable<Object> body) {
        return isForeign ? () -> {
            foreignCode();
            return body.call();
        } : body;
    }

    private static WorkerPool poolOf(Limit limit) {
        return ((LimitEntry) Objects.requireNonNull(limit.owner())).engine().pool();
    }

    private static void ends(TaskHandle<?> handle) throws InterruptedException {
        assertTrue(handle.await(Duration.ofSeconds(30)).isPresent(), "no worker came to " + handle);
    }

    /** Where code of others is called beside bodies. */
    enum Place {
        A_CONTEXT_CARRIER, A_SEMAPHORE_THAT_GIVES, A_SEMAPHORE_THAT_TAKES_BACK, A_FILTER_OF_A_RETRY,
        AN_ACTION_OF_A_FUTURE
    }

    private final class SlowSemaphore extends CountingSemaphore {
        private final Place place;

        SlowSemaphore(int permits, Place place) {
            super(permits);
            this.place = place;
        }

        @Override
        public long tryAcquire() {
            if (place == Place.A_SEMAPHORE_THAT_GIVES) {
                foreignCode();
            }
            return super.tryAcquire();
        }

        @Override
        public boolean release(long permitId) {
            if (place == Place.A_SEMAPHORE_THAT_TAKES_BACK) {
                foreignCode();
            }
            return super.release(permitId);
        }
    }

    private static Task<Object> taskOf(Place place, ForeignCodeTest test) {
        Task.Builder task = Task.named("foreign").limit("foreign", 1);
        if (place != Place.A_FILTER_OF_A_RETRY) {
            return task.call(context -> "done");
        }
        return task.retry(Retry.times(2).when(failure -> {
            test.foreignCode();
            return true;
        })).call(context -> {
            if (context.attempt() == 1) {
                throw new IllegalStateException("try again");
            }
            return "done";
        });
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void codeOfOthersThatBlocksAmongBriskWorkDoesNotHoldUpThoseBehindIt(Place place) throws Exception {
        Semaphores semaphores = permits -> permits == 1
                ? new SlowSemaphore(permits, place)
                : Semaphores.channel().create(permits);
        FlowBuilder plan = twoWorkers().semaphores(semaphores);
        if (place == Place.A_CONTEXT_CARRIER) {
            plan.context(this::within);
        }
        try (AtomicFlow flow = plan.build()) {
            Limit many = flow.limit("many", 1_000);
            for (int i = 0; i < 500; i++) {
                flow.submit(many, () -> {});
            }
            assertTrue(flow.drain(LONG));
            untilAllSleep();
            flow.pause();
            AtomicBoolean searches = new AtomicBoolean();
            flow.submit(many, () -> searches.set(Searchers.isThisThread(poolOf(many))));
            isForeign = true;
            TaskHandle<Object> foreign = flow.submit(taskOf(place, this));
            isForeign = false;
            CompletableFuture<?> action = place == Place.AN_ACTION_OF_A_FUTURE
                    ? foreign.toCompletableFuture().thenRun(this::foreignCode)
                    : CompletableFuture.completedFuture(null);
            List<TaskHandle<String>> behind = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                behind.add(flow.submit(many, () -> "behind"));
            }
            blocks.set(true);

            flow.resume(); // to one worker: all of them are thought to be short

            gate.entered.await();
            for (TaskHandle<String> handle : behind) {
                ends(handle);
            }
            assertTrue(searches.get(), "nobody relied on that worker, so this test tells nothing");
            gate.open.countDown();
            assertEquals("done", foreign.join());
            action.join();
        }
    }

    @Test
    void anActionOfAFutureRunsOnAWorkerThatNobodyReliesOn() throws Exception {
        try (AtomicFlow flow = twoWorkers().build()) {
            Limit many = flow.limit("many", 1_000);
            WorkerPool pool = poolOf(many);
            for (int i = 0; i < 500; i++) {
                flow.submit(many, () -> {});
            }
            assertTrue(flow.drain(LONG));
            untilAllSleep();
            flow.pause();
            TaskHandle<Boolean> task = flow.submit(many, () -> Searchers.isThisThread(pool));
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            CompletableFuture<Boolean> action = task.toCompletableFuture().thenApply(searches -> {
                ranOn.set(Thread.currentThread());
                return searches && !Searchers.isThisThread(pool);
            });

            flow.resume();

            assertTrue(action.join(), "others relied on who ran it, or did not rely on who ran the body");
            assertTrue(workers.contains(ranOn.get()));
        }
    }

    /** The worker has just been woken, so that the others rely on it, and no watch is kept over it yet. */
    @Test
    void anActionOfATaskThatIsCancelledWhileAWorkerLooksAtItHoldsUpNobody() throws Exception {
        AtomicReference<TaskHandle<?>> checked = new AtomicReference<>();
        FlowClock cancelling = new FlowClock() {
            @Override
            public long nanoTime() {
                TaskHandle<?> task = checked.get();
                if (task != null && workers.contains(Thread.currentThread()) && task.state() == TaskState.LOCK_CHECK) {
                    checked.set(null);
                    task.cancel();
                }
                return clock.nanoTime();
            }

            @Override
            public void parkUntil(long nanoTime) {
                clock.parkUntil(nanoTime);
            }
        };
        try (AtomicFlow flow = twoWorkers().clock(cancelling).build()) {
            untilAllSleep();
            flow.pause();
            TaskHandle<String> task = flow.submit(
                    Task.named("cancelled").limit("shut", 0).permitTimeout(MINUTE).call(context -> "never"));
            CompletableFuture<Void> action = task.toCompletableFuture().handle((result, failure) -> {
                foreignCode();
                return null;
            });
            blocks.set(true);
            checked.set(task);

            flow.resume();
            gate.entered.await();

            ends(flow.submit(flow.limit("other", 1), () -> "other"));
            assertEquals(TaskState.CANCELLED, task.state());
            gate.open.countDown();
            action.join();
        }
    }

    /** A limit goes away just as a worker, woken a moment ago, is about to put a task into its line. */
    @Test
    void aSemaphoreThatIsMadeAnewForATaskInLineHoldsUpNobody() throws Exception {
        AtomicReference<Runnable> asked = new AtomicReference<>();
        Semaphores semaphores = permits -> {
            foreignCode();
            return new CountingSemaphore(permits) {
                @Override
                public long tryAcquire() {
                    Runnable first = asked.getAndSet(null);
                    if (first == null) {
                        return super.tryAcquire();
                    }
                    first.run();
                    return NONE;
                }
            };
        };
        try (AtomicFlow flow = twoWorkers().semaphores(semaphores).evictIdleLimits(MINUTE).build()) {
            Limit other = flow.limit("other", 1);
            untilAllSleep();
            flow.pause();
            TaskHandle<String> task = flow.submit(Task.named("t").limit("going", 1).call(context -> "done"));
            asked.set(() -> {
                Together.until("the limit went away", () -> {
                    clock.advance(MINUTE);
                    return flow.snapshot("going").isEmpty();
                });
                blocks.set(true);
            });

            flow.resume();
            gate.entered.await();

            ends(flow.submit(other, () -> "other"));
            assertFalse(task.state().isEnd());
            gate.open.countDown();
            assertEquals("done", task.join());
        }
    }
}
