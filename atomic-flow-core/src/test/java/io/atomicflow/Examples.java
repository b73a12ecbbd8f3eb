package io.atomicflow;

import io.atomicflow.metrics.FlowMetrics;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Priority;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TimeLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What the documentation shows: compiled, so that it stays true. */
@SuppressWarnings({"unused", "try", "FutureReturnValueIgnored"})
final class Examples {

    record Receipt(String text) {}

    record Report(String title) {}

    interface Gateway {
        Receipt charge(String card);
    }

    private Examples() {}

    static void flow(Gateway gateway, String card) {
        // @start region="flow"
        try (AtomicFlow flow = AtomicFlow.create()) {
            Limit billing = flow.limit("billing", 3);
            TaskHandle<Receipt> receipt = flow.submit(billing, () -> gateway.charge(card));
            System.out.println(receipt.join());
        }
        // @end
    }

    static Task<Report> task() {
        // @start region="task"
        Task<Report> task = Task.named("report")
                .limit("reports", 2)
                .attribute("customer", "4711")
                .priority(Priority.HIGH)
                .permitTimeout(Duration.ofSeconds(4))
                .runTimeout(Duration.ofMinutes(1))
                .retry(Retry.times(3).backoff(Duration.ofMillis(100)))
                .call(context -> {
                    context.progress(0.25);
                    return render();
                });
        // @end
        return task;
    }

    static Retry retry() {
        // @start region="retry"
        Retry retry = Retry.times(5)
                .backoff(Duration.ofMillis(100), Duration.ofSeconds(5)) // 100, 200, 400 … 5,000 ms
                .jitter(0.2) // each 20 % shorter to 20 % longer
                .when(failure -> failure instanceof IOException);
        // @end
        return retry;
    }

    static void permit(AtomicFlow flow) throws InterruptedException {
        // @start region="permit"
        Limit reports = flow.limit("reports", 2);
        try (Permit permit = reports.acquire()) { // waits
            render();
        }
        Optional<Permit> soon = reports.tryAcquire(Duration.ofSeconds(1)); // waits so long
        soon.ifPresent(Permit::close);
        Optional<Permit> now = reports.tryAcquire(); // never waits
        now.ifPresent(Permit::close);
        reports.acquireAsync().thenAccept(permit -> { // waits without a thread
            try (permit) {
                render();
            }
        });
        // @end
    }

    static final ThreadLocal<String> USER = new ThreadLocal<>();

    static AtomicFlow carrier() {
        // @start region="carrier"
        ContextCarrier user = body -> {
            String submitter = USER.get();
            return () -> {
                String before = USER.get();
                USER.set(submitter);
                try {
                    return body.call();
                } finally {
                    USER.set(before);
                }
            };
        };
        AtomicFlow flow = AtomicFlow.builder().context(user).build();
        // With a ScopedValue:
        //   body -> { User u = USER.get(); return () -> ScopedValue.where(USER, u).call(body::call); }
        // @end
        return flow;
    }

    static void metrics(AtomicFlow flow, MeterRegistry registry) {
        // @start region="metrics"
        new FlowMetrics(flow, Tags.of("flow", "orders")).bindTo(registry);
        // @end
    }

    static String outcome(TaskHandle<Report> handle) throws InterruptedException {
        // @start region="outcome"
        String text = switch (handle.await()) {
            case TaskOutcome.Complete<Report>(Report report) -> report.title();
            case TaskOutcome.Failed<Report>(Throwable cause) -> "failed: " + cause;
            case TaskOutcome.Cancelled<Report>() -> "cancelled";
            case TaskOutcome.TimedOut<Report>(TimeLimit limit) -> "too late: " + limit;
        };
        // @end
        return text;
    }

    private static Report render() {
        return new Report("title");
    }
}
