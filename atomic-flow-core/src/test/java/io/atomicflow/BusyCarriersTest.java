package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual bodies that compute on every carrier, so that no other virtual thread can run. */
@Timeout(120)
class BusyCarriersTest {

    @Test
    void timeoutsStillFireAndWhoAwaitsThemIsTold() throws Exception {
        int carriers = Runtime.getRuntime().availableProcessors();
        AtomicBoolean go = new AtomicBoolean(true);
        CountDownLatch busy = new CountDownLatch(carriers);
        AtomicFlow flow = AtomicFlow.builder().workers(Workers.persistent(carriers + 1)).build();
        try {
            Limit one = flow.limit("one", 1);
            Permit permit = one.acquire();
            TaskHandle<String> waits = flow.submit(Task.named("t").limit("one", 1)
                    .permitTimeout(Duration.ofMillis(500)).call(context -> "never"));
            Together.until("it waits", () -> one.waiting() == 1);
            List<TaskHandle<Boolean>> computing = new ArrayList<>();
            for (int i = 0; i < carriers; i++) {
                computing.add(flow.submit(Task.named("t").limit("all", carriers)
                        .runTimeout(Duration.ofMillis(500)).call(context -> {
                            busy.countDown();
                            while (go.get() && !context.isCancelled()) {
                                Thread.onSpinWait();
                            }
                            while (go.get()) {
                                Thread.onSpinWait(); // deaf on purpose
                            }
                            return context.isCancelled();
                        })));
            }
            busy.await();
            TaskHandle<String> queued = flow.submit(Task.named("t").limit("all", carriers)
                    .queueTimeout(Duration.ofMillis(1)).call(context -> "never"));

            assertEquals(new TaskOutcome.TimedOut<>(TimeLimit.QUEUE), queued.await());
            assertEquals(new TaskOutcome.TimedOut<>(TimeLimit.PERMIT), waits.await());
            computing.forEach(task -> assertEquals(TaskState.IN_PROGRESS, task.state()));
            go.set(false);
            permit.close();
        } finally {
            go.set(false);
            flow.close();
        }
    }
}
