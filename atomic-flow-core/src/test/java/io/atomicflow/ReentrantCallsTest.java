package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that the flow calls may call the flow: nothing of it runs under a lock. */
@Timeout(120)
class ReentrantCallsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicReference<AtomicFlow> self = new AtomicReference<>();

    /** Everything that could hang, on another thread, as a lock would be held by this one. */
    private void callEverything() {
        AtomicFlow flow = self.get();
        Elsewhere<Boolean> call = Elsewhere.call(() -> {
            Limit limit = flow.limit("reentrant", 3);
            limit.resize(2);
            limit.pause();
            limit.resume();
            limit.acquire().close();
            flow.submit(limit, () -> "x").join();
            flow.snapshot();
            return true;
        });
        try {
            assertTrue(call.result());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBodyMayDoAnything() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            self.set(flow);
            flow.submit(flow.limit("reentrant", 3), this::callEverything).join();
        }
    }

    @Test
    void anActionOfATasksFutureMayDoAnything() throws Exception {
        try (AtomicFlow flow = AtomicFlow.create()) {
            self.set(flow);
            Gate gate = new Gate();
            TaskHandle<Object> task = flow.submit(flow.limit("reentrant", 3), gate::pass);
            CompletableFuture<Void> after = task.toCompletableFuture().thenRun(this::callEverything);
            gate.open.countDown();

            after.join();
        }
    }

    @Test
    void anActionOfACancelledOrTimedOutTaskMayDoAnything() {
        ManualClock clock = new ManualClock();
        try (AtomicFlow flow = AtomicFlow.builder().clock(clock).build()) {
            self.set(flow);
            flow.limit("shut", 0);
            Task<String> task = Task.named("t").limit("shut", 0).permitTimeout(LONG).call(context -> "never");
            TaskHandle<String> cancelled = flow.submit(task);
            TaskHandle<String> late = flow.submit(task);
            CompletableFuture<Void> one = cancelled.toCompletableFuture()
                    .handle((result, failure) -> null)
                    .thenRun(this::callEverything);
            CompletableFuture<Void> two = late.toCompletableFuture()
                    .handle((result, failure) -> null)
                    .thenRun(this::callEverything);
            Together.until("both wait", () -> flow.limit("shut").waiting() == 2);

            cancelled.cancel();
            clock.advance(LONG);

            one.join();
            two.join();
        }
    }

    @Test
    void theFilterOfARetryMayDoAnything() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            self.set(flow);
            TaskHandle<Integer> task = flow.submit(Task.named("t")
                    .limit("reentrant", 3)
                    .retry(Retry.times(1).when(failure -> {
                        callEverything();
                        return true;
                    }))
                    .call(context -> {
                        if (context.attempt() == 1) {
                            throw new IllegalStateException("once");
                        }
                        return context.attempt();
                    }));

            assertEquals(2, task.join());
        }
    }

    @Test
    void whoMakesSemaphoresMayUseTheFlowItMakesThemFor() {
        AtomicInteger made = new AtomicInteger();
        Semaphores nested = permits -> {
            if (made.getAndIncrement() == 0) {
                callEverything();
            }
            return Semaphores.channel().create(permits);
        };
        try (AtomicFlow flow = AtomicFlow.builder().semaphores(nested).build()) {
            self.set(flow);
            assertEquals("ran", flow.submit(flow.limit("first", 1), () -> "ran").join());
        }
    }

    @Test
    void aListenerMaySubmitAndResize() throws Exception {
        AtomicInteger called = new AtomicInteger();
        CountDownLatch thrice = new CountDownLatch(3);
        try (AtomicFlow flow = AtomicFlow.builder()
                .listener(event -> {
                    if (called.incrementAndGet() <= 3) {
                        callEverything();
                        thrice.countDown();
                    }
                })
                .build()) {
            self.set(flow);
            flow.submit(flow.limit("x", 1), () -> "x").join();
            thrice.await();
        }
    }

    @Test
    void aWaiterOfOnesOwnMayReleaseAndLineUpWhenItGoesOn() {
        try (AtomicFlow flow = AtomicFlow.create()) {
            self.set(flow);
            Limit one = flow.limit("reentrant", 1);
            List<Long> got = new ArrayList<>();
            Permit held = one.tryAcquire().orElseThrow();
            one.gate().enqueue(new Again(one, 1_000, got));

            held.close();

            assertEquals(1_000, got.size());
            Together.until("all permits are back", () -> one.held() == 0);
            callEverything();
        }
    }

    /** Gives its permit back when it goes on, and lets another one line up. */
    private static final class Again extends Waiter {
        private final Limit limit;
        private final int left;
        private final List<Long> got;
        private long permit;
        private boolean granted;

        Again(Limit limit, int left, List<Long> got) {
            this.limit = limit;
            this.left = left;
            this.got = got;
        }

        @Override
        public boolean isWaiting() {
            return !granted;
        }

        @Override
        public boolean grant(long permitId) {
            permit = permitId;
            granted = true;
            return true;
        }

        @Override
        public void resume() {
            got.add(permit);
            limit.gate().release(permit);
            if (left > 1) {
                limit.gate().enqueue(new Again(limit, left - 1, got));
            }
        }
    }
}
