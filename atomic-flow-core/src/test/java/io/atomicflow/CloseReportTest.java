package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CloseReportTest {

    private final AtomicFlow flow = AtomicFlow.create();
    private final Limit one = flow.limit("one", 1);

    @Test
    void whatEndedByItselfIsToldApartFromWhatWasCancelled() throws Exception {
        flow.submit(one, () -> "before the close, so not counted").join();
        Gate gate = new Gate();
        flow.submit(one, gate::pass);
        gate.entered.await();
        flow.submit(one, () -> {
            throw new IOException("failed");
        });
        TaskHandle<String> cancelled = flow.submit(one, () -> "never");
        flow.submit(Task.named("t").limit("one", 1).permitTimeout(Duration.ofMillis(1)).call(context -> "never"));
        Together.until("it timed out", () -> flow.snapshot().tasks().timedOut() == 1);
        CompletableFuture<CloseReport> report = new CompletableFuture<>();
        Thread closer = Thread.ofPlatform().daemon()
                .start(() -> report.complete(flow.close(Duration.ofSeconds(60))));
        Together.until("it drains", () -> closer.getState() == Thread.State.TIMED_WAITING);

        cancelled.cancel();
        gate.open.countDown();

        assertEquals(new CloseReport(2, 1, 0), report.join());
    }

    @Test
    void whoeverClosesGetsTheSameReport() throws Exception {
        Gate gate = new Gate();
        flow.submit(one, gate::pass);
        gate.entered.await();
        AtomicReferenceArray<CloseReport> reports = new AtomicReferenceArray<>(4);

        Together.run(4, number -> reports.set(number, flow.close(Duration.ZERO)));

        for (int i = 0; i < 4; i++) {
            assertEquals(new CloseReport(0, 1, 0), reports.get(i));
        }
    }

    @Test
    void anInterruptOfWhoClosesSkipsTheWaitingNotTheEnd() throws Exception {
        Gate gate = new Gate();
        TaskHandle<Object> task = flow.submit(one, gate::pass);
        gate.entered.await();
        Thread.currentThread().interrupt();

        CloseReport report = flow.close(Duration.ofSeconds(60));

        assertTrue(Thread.interrupted());
        assertEquals(new CloseReport(0, 1, 0), report);
        assertTrue(task.outcome().isPresent());
        Together.until("all permits are back", () -> one.held() == 0);
    }
}
