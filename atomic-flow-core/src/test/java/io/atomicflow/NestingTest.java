package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that wait for tasks which need a permit that is held by who waits. */
@Timeout(120)
class NestingTest {

    private final AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(4)).build();

    @AfterEach
    void everyPermitIsBack() {
        flow.close();
        assertEquals(0, flow.snapshot().tasks().live());
        flow.snapshot().limits().forEach(limit -> assertEquals(0, limit.held(), limit.key()));
    }

    private static void assertTold(TaskHandle<?> parent) throws Exception {
        TaskOutcome.Failed<?> failed = assertInstanceOf(TaskOutcome.Failed.class, parent.await());
        Throwable cause = failed.cause() instanceof CompletionException e ? e.getCause() : failed.cause();
        String message = assertInstanceOf(IllegalStateException.class, cause).getMessage();
        assertTrue(message.contains("can never end") && message.contains("'child'"), message);
    }

    private static Task<String> child(String limit) {
        return Task.named("child").limit(limit, 1).call(context -> "child");
    }

    @Test
    void aParentThatHoldsTheOnlyPermitIsTold() throws Exception {
        Limit one = flow.limit("one", 1);
        TaskHandle<String> parent = flow.submit(one, () -> flow.submit(child("one")).join());

        assertTold(parent);
        assertTrue(flow.drain(Duration.ofSeconds(60)), "the child runs when the permit is free");
        assertEquals(1, flow.snapshot().tasks().complete());
    }

    @Test
    void aParentThatAwaitsIsToldToo() throws Exception {
        TaskHandle<?> parent = flow.submit(flow.limit("one", 1), () -> flow.submit(child("one")).await());

        assertTold(parent);
    }

    @Test
    void ofTwoParentsThatHoldBothPermitsTheLastToWaitIsToldAndTheOtherGoesOn() throws Exception {
        Limit two = flow.limit("two", 2);
        CyclicBarrier bothRun = new CyclicBarrier(2);
        List<TaskHandle<String>> parents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parents.add(flow.submit(two, () -> {
                Together.await(bothRun);
                return flow.submit(child("two")).join();
            }));
        }

        int told = 0;
        for (TaskHandle<String> parent : parents) {
            told += parent.await() instanceof TaskOutcome.Failed ? 1 : 0;
        }
        assertTrue(told == 1 || told == 2, "told " + told); // both, if they began to wait at the same moment
    }

    @Test
    void aCircleOverTwoLimitsIsTold() throws Exception {
        Limit left = flow.limit("left", 1);
        Limit right = flow.limit("right", 1);
        CyclicBarrier bothRun = new CyclicBarrier(2);
        TaskHandle<String> one = flow.submit(left, () -> {
            Together.await(bothRun);
            return flow.submit(child("right")).join();
        });
        TaskHandle<String> other = flow.submit(right, () -> {
            Together.await(bothRun);
            return flow.submit(child("left")).join();
        });

        TaskOutcome<String> first = one.await();
        TaskOutcome<String> second = other.await();
        assertTrue(first instanceof TaskOutcome.Failed || second instanceof TaskOutcome.Failed);
    }

    @Test
    void aHolderThatGoesOnIsNoCircle() throws Exception {
        Limit two = flow.limit("two", 2);
        Gate gate = new Gate();
        flow.submit(two, gate::pass);
        gate.entered.await();
        TaskHandle<String> parent = flow.submit(two, () -> flow.submit(child("two")).join());
        Together.until("the child waits", () -> two.waiting() == 1);

        gate.open.countDown();

        assertEquals("child", parent.join());
    }

    @Test
    void aHolderThatWaitsForATimeIsNoCircle() throws Exception {
        Limit two = flow.limit("two", 2);
        CyclicBarrier bothRun = new CyclicBarrier(2);
        TaskHandle<Optional<TaskOutcome<String>>> patient = flow.submit(two, () -> {
            Together.await(bothRun);
            return flow.submit(child("two")).await(Duration.ofSeconds(60));
        });
        TaskHandle<String> parent = flow.submit(two, () -> {
            Together.await(bothRun);
            Together.until("the other's child waits", () -> two.waiting() == 1);
            TaskHandle<String> child = flow.submit(child("two"));
            Thread me = Thread.currentThread();
            Thread.ofPlatform().daemon().start(() -> {
                Together.until("both wait", () -> me.getState() == Thread.State.TIMED_WAITING || !me.isAlive());
                two.resize(3);
            });
            return child.join();
        });

        Together.until("both ended", () -> parent.outcome().isPresent() && patient.outcome().isPresent());
        assertEquals("child", parent.join());
        assertTrue(patient.join().isPresent());
    }

    @Test
    void aPausedLimitIsNoCircle() throws Exception {
        Limit one = flow.limit("one", 1);
        Gate gate = new Gate();
        TaskHandle<String> parent = flow.submit(flow.limit("other", 1), () -> {
            TaskHandle<String> child = flow.submit(child("one"));
            gate.entered.countDown();
            return child.join();
        });
        one.pause();
        gate.entered.await();
        one.resume();

        assertEquals("child", parent.join());
    }

    @Test
    void aChildThatGivesUpInTimeIsNoCircle() throws Exception {
        TaskHandle<Object> parent = flow.submit(flow.limit("one", 1), () -> {
            Task<String> child = Task.named("child").limit("one", 1).permitTimeout(Duration.ofMillis(20))
                    .call(context -> "child");
            return flow.submit(child).await();
        });

        assertEquals(new TaskOutcome.TimedOut<>(TimeLimit.PERMIT), parent.join());
    }

    @Test
    void aCircleThatClosesLaterIsToldToo() throws Exception {
        Limit two = flow.limit("two", 2);
        Gate gate = new Gate();
        TaskHandle<Object> other = flow.submit(two, gate::pass);
        gate.entered.await();
        TaskHandle<String> parent = flow.submit(two, () -> flow.submit(child("two")).join());
        Together.until("the child waits", () -> two.waiting() == 1);

        two.resize(1);
        gate.open.countDown();

        assertEquals("passed", other.join());
        assertTold(parent);
        assertEquals(TaskState.FAILED, parent.state());
    }

    @Test
    void aHolderWhoseTimeToRunIsLimitedIsNoCircle() {
        Task<String> child = child("one");
        TaskHandle<String> parent = flow.submit(Task.named("parent")
                .limit("one", 1)
                .runTimeout(Duration.ofMillis(20))
                .call(context -> flow.submit(child).await().toString()));

        assertInstanceOf(TaskOutcome.TimedOut.class, assertDoesNotThrow(() -> parent.await()));
    }
}
