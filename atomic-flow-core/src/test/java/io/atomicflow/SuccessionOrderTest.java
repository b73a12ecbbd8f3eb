package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.FlowClock;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens between two bodies on one worker, in this order: permit, event, future, and only then the next body. */
@Timeout(120)
class SuccessionOrderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    enum End {
        RETURNS("Complete"), THROWS("Failed"), IS_CANCELLED("Cancelled"), RUNS_TOO_LONG("TimedOut");

        final String outcome;

        End(String outcome) {
            this.outcome = outcome;
        }
    }

    enum Next {
        IN_THE_QUEUE, IN_LINE
    }

    static Stream<Arguments> endsAndWhereTheNextOneIs() {
        return Stream.of(End.values())
                .flatMap(end -> Stream.of(Next.values()).map(next -> Arguments.of(end, next)));
    }

    private final Queue<String> steps = new ConcurrentLinkedQueue<>();
    private final AtomicReference<TaskHandle<?>> ending = new AtomicReference<>();
    private final Gate gate = new Gate();
    private final ManualClock hands = new ManualClock();

    /** The worker looks at it to put a time on the event: then the task is at its end, which nobody can see yet. */
    private final FlowClock clock = new FlowClock() {
        @Override
        public long nanoTime() {
            TaskHandle<?> task = ending.get();
            if (task != null && Thread.currentThread().getName().startsWith("atomic-flow-worker") && task.state()
                    .isEnd() && task.outcome().isEmpty()) {
                steps.add("event");
            }
            return hands.nanoTime();
        }

        @Override
        public void parkUntil(long nanoTime) {
            hands.parkUntil(nanoTime);
        }
    };

    private final CountingSemaphore semaphore = new CountingSemaphore(1) {
        private int asked;

        @Override
        public boolean release(long permitId) {
            steps.add("permit back");
            return super.release(permitId);
        }

        @Override
        public boolean mayHandOn() {
            if (++asked % 2 == 0) { // first before a worker looks for the next task, then for that one
                steps.add("permit handed on");
            }
            return inner.mayHandOn();
        }
    };

    private AtomicFlow oneWorker() {
        return AtomicFlow.builder()
                .workers(Workers.platform(1))
                .clock(clock)
                .semaphores(permits -> semaphore)
                .listener(event -> {})
                .build();
    }

    private Task<Object> firstTask(End end) {
        return Task.named("first").limit("one", 1).runTimeout(MINUTE).call(context -> {
            gate.pass();
            if (end == End.THROWS) {
                throw new IllegalStateException("thrown");
            }
            return "passed";
        });
    }

    private void end(TaskHandle<?> task, End end) {
        switch (end) {
            case RETURNS, THROWS -> gate.open.countDown();
            case IS_CANCELLED -> task.cancel();
            case RUNS_TOO_LONG -> hands.advance(MINUTE);
        }
    }

    private void betweenTwoBodies(End end, Next where, boolean isAskedFor, List<String> expected) throws Exception {
        try (AtomicFlow flow = oneWorker()) {
            Limit one = flow.limit("one", 1);
            Permit permit = where == Next.IN_LINE ? one.tryAcquire().orElseThrow() : null;
            TaskHandle<Object> first = flow.submit(firstTask(end));
            if (isAskedFor) {
                var ignored = first.toCompletableFuture().handle((result, failure) -> steps.add("future"));
            }
            FutureTask<String> joiner = new FutureTask<>(() -> first.await().getClass().getSimpleName());
            if (permit == null) {
                gate.entered.await();
            }
            TaskHandle<List<String>> next = flow.submit(one, () -> {
                List<String> before = new ArrayList<>(steps);
                before.add(joiner.get(30, TimeUnit.SECONDS) + ", next body");
                return before;
            });
            if (permit != null) {
                Together.until("both stand in line", () -> one.waiting() == 2);
                permit.close();
                gate.entered.await();
            }
            Thread joining = Thread.ofPlatform().daemon().start(joiner);
            Together.until("somebody waits for its end", () -> joining.getState() == Thread.State.TIMED_WAITING);
            steps.clear();
            ending.set(first);

            end(first, end);

            List<String> all = new ArrayList<>(expected);
            all.add(end.outcome + ", next body");
            assertEquals(all, next.join());
        }
    }

    @ParameterizedTest
    @MethodSource("endsAndWhereTheNextOneIs")
    void theNextBodyBeginsWhenTheEndOfTheLastIsKnownHoweverItEnded(End end, Next where) throws Exception {
        boolean isHandedOn = end == End.RETURNS && where == Next.IN_THE_QUEUE;

        betweenTwoBodies(end, where, false, seen(end, isHandedOn ? "permit handed on" : "permit back"));
    }

    @ParameterizedTest
    @MethodSource("endsAndWhereTheNextOneIs")
    void theNextBodyBeginsAfterWhatDependsOnTheEndOfTheLastHasRun(End end, Next where) throws Exception {
        betweenTwoBodies(end, where, true, seen(end, "permit back", "future"));
    }

    /** An event is seen by its look at the clock, behind the permit; that of a return takes its worker's last look. */
    private static List<String> seen(End end, String permit, String... more) {
        List<String> steps = new ArrayList<>(List.of(permit));
        if (end != End.RETURNS) {
            steps.add("event");
        }
        steps.addAll(List.of(more));
        return steps;
    }
}
