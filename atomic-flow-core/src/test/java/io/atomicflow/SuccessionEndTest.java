package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.FlowClock;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the end of a task whose permit has gone to the next one already. */
@Timeout(120)
class SuccessionEndTest {

    private final CountingSemaphore.HandingOn semaphore = new CountingSemaphore.HandingOn(1);
    private final Gate gate = new Gate();

    private FlowBuilder oneWorker() {
        return AtomicFlow.builder().workers(Workers.platform(1)).semaphores(permits -> semaphore);
    }

    private static TaskEvent eventOf(Heard heard, TaskHandle<?> task, Class<? extends TaskEvent> kind) {
        Together.until("it is told", () -> heard.of(task).stream().anyMatch(kind::isInstance));
        return heard.of(task).stream().filter(kind::isInstance).findFirst().orElseThrow();
    }

    @Test
    void theEndOfTheFirstIsKnownBeforeTheBodyOfTheNextBegins() throws Exception {
        Heard heard = new Heard();
        try (AtomicFlow flow = oneWorker().listener(heard).build()) {
            Limit one = flow.limit("one", 1);
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            FutureTask<Object> joiner = new FutureTask<>(first::join);
            Thread joining = Thread.ofPlatform().daemon().start(joiner);
            Together.until("it joins", () -> joining.getState() == Thread.State.TIMED_WAITING);
            TaskHandle<Object> next = flow.submit(one, () -> {
                assertEquals(TaskState.COMPLETE, first.state());
                assertEquals("passed", first.join());
                return joiner.get(60, TimeUnit.SECONDS);
            });

            gate.open.countDown();

            assertEquals("passed", next.join());
            assertEquals(1, semaphore.takes.get(), "the permit was not handed on, so this test tells nothing");
            assertTrue(eventOf(heard, first, TaskEvent.Complete.class).stamp().sequence() < eventOf(
                    heard, next, TaskEvent.InProgress.class)
                    .stamp()
                    .sequence());
        }
    }

    @Test
    void aDependentThatBlocksDoesNotHoldUpTheNextTask() throws Exception {
        try (AtomicFlow flow = oneWorker().build()) {
            Limit one = flow.limit("one", 1);
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> next = flow.submit(one, () -> "next");
            CountDownLatch goOn = new CountDownLatch(1);
            CountDownLatch blocked = new CountDownLatch(1);
            AtomicReference<CompletableFuture<Void>> dependent = new AtomicReference<>();
            Runnable blocks = () -> {
                blocked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            };
            // asked for after the worker has looked whether anybody has
            semaphore.meanwhile.set(() -> dependent.set(first.toCompletableFuture().thenRun(blocks)));

            gate.open.countDown();

            assertEquals("next", next.join());
            blocked.await();
            goOn.countDown();
            dependent.get().join();
        }
    }

    @Test
    void nothingIsHandedOnWhenCodeOfOthersDependsOnTheEnd() throws Exception {
        try (AtomicFlow flow = oneWorker().build()) {
            Limit one = flow.limit("one", 1);
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            TaskHandle<String> next = flow.submit(one, () -> "next");
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            AtomicInteger heldThen = new AtomicInteger(-1);
            CompletableFuture<Void> dependent = first.toCompletableFuture().thenRun(() -> {
                ranOn.set(Thread.currentThread());
                heldThen.set(one.held());
            });

            gate.open.countDown();

            assertEquals("next", next.join());
            dependent.join();
            assertEquals(0, heldThen.get(), "the permit was with somebody who has to wait for this");
            assertTrue(ranOn.get().getName().startsWith("atomic-flow-worker"), ranOn.get().getName());
            Together.until("both permits are back", () -> semaphore.returns.get() == 2);
        }
    }

    @Test
    void aCancelOfTheNextThatComesBeforeItsBodyInterruptsNoOther() throws Exception {
        AtomicReference<Runnable> look = new AtomicReference<>();
        AtomicLong ahead = new AtomicLong();
        FlowClock clock = new FlowClock() {
            @Override
            public long nanoTime() {
                Runnable looking = look.get();
                if (looking != null) {
                    looking.run();
                }
                return System.nanoTime() + ahead.get();
            }

            @Override
            public void parkUntil(long nanoTime) {
                FlowClock.system().parkUntil(nanoTime);
            }
        };
        try (AtomicFlow flow = oneWorker().clock(clock).listener(event -> {}).build()) {
            Limit one = flow.limit("one", 1);
            TaskHandle<Object> first = flow.submit(one, gate::pass);
            gate.entered.await();
            AtomicInteger ran = new AtomicInteger();
            ahead.set(Duration.ofMinutes(1).toNanos()); // so it comes after the worker's last look at the clock, who has to look again
            TaskHandle<Integer> next = flow.submit(one, ran::incrementAndGet);
            ahead.set(0);
            TaskHandle<Boolean> last = flow.submit(one, () -> Thread.currentThread().isInterrupted());
            AtomicBoolean cancelled = new AtomicBoolean();
            look.set(() -> { // the next has the permit, and the end of the first is not told yet
                if (next.state() == TaskState.IN_PROGRESS && first.outcome().isEmpty()) {
                    look.set(null);
                    cancelled.set(next.cancel());
                }
            });

            gate.open.countDown();

            assertEquals("passed", first.join());
            assertEquals(false, last.join());
            assertTrue(cancelled.get(), "the moment was missed, so this test tells nothing");
            assertEquals(TaskState.CANCELLED, next.state());
            assertEquals(0, ran.get());
            Together.until("the permit is back", () -> one.held() == 0);
            assertEquals(0, one.closedTwice());
        }
    }
}
