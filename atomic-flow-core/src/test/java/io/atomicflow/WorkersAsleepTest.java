package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.worker.Idle;
import io.atomicflow.worker.Workers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class WorkersAsleepTest {

    static Stream<Workers> models() {
        return Stream.of(
                Workers.persistent(1),
                Workers.platform(3),
                Workers.platform(2).idle(Idle.spinThenPark(50)),
                Workers.persistent(10).idle(Idle.spinThenPark(1)),
                Workers.perTask());
    }

    @ParameterizedTest
    @MethodSource("models")
    void noTaskIsOverlookedByWorkersThatFallAsleep(Workers model) {
        try (AtomicFlow flow = AtomicFlow.builder().workers(model).build()) {
            Together.run(2, number -> {
                Limit limit = flow.limit("" + number, 1);
                for (int i = 0; i < 2_000; i++) { // each submit finds workers that are about to sleep
                    int sent = i;
                    assertEquals(sent, flow.submit(limit, () -> sent).join());
                }
            });
        }
    }

    @Test
    void aWorkerThatHasNothingToDoSleeps() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Workers platform = Workers.platform(3).idle(Idle.spinThenPark(100));
        try (AtomicFlow flow = AtomicFlow.builder().workers(platform.threads(body -> {
            Thread thread = platform.threads().newThread(body);
            threads.add(thread);
            return thread;
        })).build()) {
            for (int i = 0; i < 100; i++) {
                flow.submit(flow.limit("x", 3), () -> "x").join();
                Together.until("all sleep", () -> threads.stream()
                        .allMatch(thread -> thread.getState() == Thread.State.WAITING));
            }
        }
    }

    @Test
    void anIdleWorkerTakesWhatABusyOneCannotLookAfter() throws Exception {
        try (AtomicFlow flow = AtomicFlow.builder().workers(Workers.platform(2)).build()) {
            Gate busy = new Gate();
            flow.submit(flow.limit("busy", 1), busy::pass);
            busy.entered.await();
            AtomicInteger done = new AtomicInteger();
            Limit ten = flow.limit("ten", 10);

            for (int i = 0; i < 1_000; i++) {
                flow.submit(ten, done::incrementAndGet);
            }

            Together.until("all are done beside the busy one", () -> done.get() == 1_000);
            busy.open.countDown();
        }
    }

    @Test
    void whoSubmitsAfterAJoinFindsThePermitFree() {
        Heard heard = new Heard();
        try (AtomicFlow flow = AtomicFlow.builder().listener(heard).build()) {
            Limit one = flow.limit("one", 1);
            for (int i = 0; i < 300; i++) {
                flow.submit(one, () -> "x").join();
                Together.until("all permits are back", () -> one.held() == 0);
                assertEquals(0, flow.snapshot().tasks().inProgress());
            }
        }
    }
}
