package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ExplainTest {

    private static final Duration STEP = Duration.ofMillis(1_500);

    private final ManualClock clock = new ManualClock();
    private final AtomicFlow flow = AtomicFlow.builder().clock(clock).workers(Workers.persistent(1)).build();
    private final Limit one = flow.limit("one", 1);

    @AfterEach
    void close() {
        flow.close(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"1, 1st", "2, 2nd", "3, 3rd", "4, 4th", "10, 10th", "11, 11th", "12, 12th", "13, 13th", "14, 14th",
        "21, 21st", "22, 22nd", "23, 23rd", "101, 101st", "111, 111th", "112, 112th", "1013, 1013th"})
    void placesAreCountedAsInEnglish(int number, String words) {
        assertEquals(words, Explanation.ordinal(number));
    }

    @Test
    void scheduledSaysHowLongStill() {
        TaskHandle<String> task = flow.schedule(Task.named("t").call(context -> "t"), STEP);

        assertEquals("scheduled, to be queued in 1.5 s", task.explain());
        clock.advance(STEP);
        assertEquals("t", task.join());
    }

    @Test
    void queuedSaysForHowLongIfThatIsKnown() throws Exception {
        Gate busy = new Gate();
        flow.submit(flow.limit("busy", 1), busy::pass);
        busy.entered.await();
        TaskHandle<String> task = flow.submit(
                Task.named("t").queueTimeout(Duration.ofDays(1)).call(context -> "t"));
        clock.advance(STEP);

        assertEquals("in the queue, 1.5 s", task.explain());
        flow.pause();
        assertEquals("in the queue, 1.5 s, the flow is paused", task.explain());
        flow.resume();
        busy.open.countDown();
    }

    @Test
    void inLineSaysForWhatAndWhere() throws Exception {
        Permit permit = one.acquire();
        List<TaskHandle<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            tasks.add(flow.submit(one, () -> "t"));
        }
        Together.until("all wait", () -> tasks.getLast().explain().contains("21st in line"));
        clock.advance(STEP);

        assertEquals("waiting for 'one': 1 of 1 permits held, 1st in line, 1.5 s", tasks.getFirst().explain());
        assertEquals("waiting for 'one': 1 of 1 permits held, 21st in line, 1.5 s", tasks.getLast().explain());
        tasks.getFirst().cancel();
        one.pause();
        assertEquals(
                "waiting for 'one': 1 of 1 permits held, the limit is paused, 20th in line, 1.5 s",
                tasks.getLast().explain());
        one.resume();
        permit.close();
    }

    @Test
    void grantedSaysThatAWorkerIsMissing() throws Exception {
        Permit permit = one.acquire();
        TaskHandle<String> task = flow.submit(one, () -> "t");
        Together.until("it waits", () -> one.waiting() == 1);
        flow.pause();
        permit.close();

        assertEquals("has its permit of 'one', waiting for a worker, the flow is paused", task.explain());
        flow.resume();
    }

    @Test
    void runningSaysWhereAndHowFar() throws Exception {
        Gate gate = new Gate();
        Gate deaf = new Gate();
        TaskHandle<Object> task = flow.submit(one, context -> {
            context.progress(0.25);
            try {
                return gate.pass();
            } catch (InterruptedException e) {
                return deaf.pass();
            }
        });
        gate.entered.await();
        clock.advance(STEP);

        assertEquals("running on worker 0, 1.5 s, 25 %", task.explain());
        task.cancel();
        assertEquals(
                "running on worker 0, 1.5 s, 25 %, told to end, but its body has not returned", task.explain());
        deaf.open.countDown();
        task.await();
        assertEquals("cancelled", task.explain());
    }

    @Test
    void endedSaysHow() throws Exception {
        TaskHandle<String> complete = flow.submit(one, () -> "t");
        TaskHandle<String> failed = flow.submit(one, () -> {
            throw new IOException("secret");
        });
        Permit permit = flow.limit("late", 1).acquire();
        TaskHandle<String> late = flow.submit(
                Task.named("t").limit("late", 1).permitTimeout(STEP).call(context -> "t"));
        Together.until("it waits", () -> flow.limit("late").waiting() == 1);
        clock.advance(STEP);
        late.await();
        complete.await();
        failed.await();

        assertEquals("complete", complete.explain());
        assertEquals("failed: java.io.IOException", failed.explain());
        assertEquals("timed out: its permit time ran out", late.explain());
        permit.close();
    }

    @Test
    void aFurtherAttemptIsNamed() {
        TaskHandle<String> task = flow.submit(
                Task.named("t").retry(Retry.times(1).backoff(STEP)).call(context -> {
                    if (context.attempt() == 1) {
                        throw new IOException("again");
                    }
                    return "t";
                }));
        Together.until(
                "it is put off", () -> task.explain().equals("attempt 2: scheduled, to be queued in 1.5 s"));

        clock.advance(STEP);
        task.join();
        assertEquals("attempt 2: complete", task.explain());
    }
}
