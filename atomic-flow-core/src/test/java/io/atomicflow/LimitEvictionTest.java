package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits that tasks made by naming them go away when nobody uses them any more, and only then. */
@Timeout(120)
class LimitEvictionTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Duration LATER = Duration.ofDays(50_000);

    private final ManualClock clock = new ManualClock();

    private FlowBuilder evicting() {
        return AtomicFlow.builder().clock(clock).evictIdleLimits(MINUTE);
    }

    private static Task<String> taskOf(String limit) {
        return Task.named("t").limit(limit, 1).call(context -> "done");
    }

    private static List<String> keys(AtomicFlow flow) {
        return flow.snapshot().limits().stream().map(LimitSnapshot::key).toList();
    }

    /** Lets that many looks at idle limits happen, seen by a limit of their own that goes away in time. */
    private void letTimePass(AtomicFlow flow) {
        flow.submit(taskOf("witness")).join();
        Together.until("the witness went away", () -> {
            clock.advance(MINUTE);
            return !keys(flow).contains("witness");
        });
    }

    @Test
    void aLimitThatNobodyUsesGoesAway() {
        try (AtomicFlow flow = evicting().build()) {
            for (int i = 0; i < 1_000; i++) {
                flow.submit(taskOf("user " + i)).join();
            }
            assertEquals(1_000, keys(flow).size());

            letTimePass(flow);
            letTimePass(flow);

            assertEquals(List.of(), keys(flow));
        }
    }

    @Test
    void aLimitThatWentAwayComesBackForTheNextTask() {
        try (AtomicFlow flow = evicting().build()) {
            flow.submit(taskOf("x")).join();
            letTimePass(flow);
            letTimePass(flow);
            assertFalse(keys(flow).contains("x"));

            assertEquals("done", flow.submit(taskOf("x")).join());

            assertTrue(keys(flow).contains("x"));
        }
    }

    @Test
    void aLimitThatWasHandedOutStaysForEver() {
        try (AtomicFlow flow = evicting().build()) {
            Limit made = flow.limit("made", 1);
            flow.submit(taskOf("found")).join();
            Limit found = flow.limit("found");

            letTimePass(flow);
            letTimePass(flow);

            assertSame(made, flow.limit("made"));
            assertSame(found, flow.limit("found", 7));
        }
    }

    @Test
    void aLimitThatIsPausedOrHeldOrWaitedForStays() throws Exception {
        try (AtomicFlow flow = evicting().build()) {
            Gate gate = new Gate();
            flow.submit(Task.named("t").limit("held", 1).call(context -> gate.pass()));
            gate.entered.await();
            TaskHandle<String> waits = flow.submit(Task.named("t").limit("waited for", 0).call(context -> "let in"));
            Together.until("it waits", () -> flow.snapshot().tasks().queued() == 0);
            flow.limit("paused", 1).pause();

            letTimePass(flow);
            letTimePass(flow);

            assertEquals(List.of("held", "waited for", "paused"), keys(flow));
            gate.open.countDown();
            flow.limit("waited for").resize(1);
            assertEquals("let in", waits.join());
        }
    }

    @Test
    void tasksThatAreDueLongAfterTheirLimitWentAwayRunUnderOneNewLimit() throws Exception {
        for (Semaphores strategy : List.of(Semaphores.channel(), Semaphores.atomic(), Semaphores.fair())) {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger overruns = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            try (AtomicFlow flow = evicting().semaphores(strategy).build()) {
                Task<Integer> task = Task.named("t").limit("late", 1).call(context -> {
                    overruns.addAndGet(inside.incrementAndGet() > 1 ? 1 : 0);
                    ran.incrementAndGet();
                    return inside.decrementAndGet();
                });
                for (int i = 0; i < 300; i++) {
                    flow.schedule(task, LATER);
                }
                letTimePass(flow);
                letTimePass(flow);
                assertFalse(keys(flow).contains("late"));

                clock.advance(LATER);

                assertTrue(flow.drain(LONG));
                assertEquals(300, ran.get());
                assertEquals(0, overruns.get());
            }
        }
    }

    @Test
    void aLimitOfAPausedFlowWithTasksInTheQueueLosesNone() throws Exception {
        for (Semaphores strategy : List.of(Semaphores.channel(), Semaphores.fair())) {
            List<Integer> begun = new ArrayList<>();
            try (AtomicFlow flow = evicting().semaphores(strategy).workers(Workers.persistent(10)).build()) {
                flow.pause();
                for (int i = 0; i < 300; i++) {
                    int number = i;
                    flow.submit(Task.named("t").limit("one", 1).call(context -> begun.add(number)));
                }
                for (int i = 0; i < 5; i++) {
                    clock.advance(MINUTE);
                }

                flow.resume();

                assertTrue(flow.drain(LONG));
                assertEquals(300, begun.size());
            }
        }
    }

    @Test
    void aTaskThatComesWhileItsLimitIsBeingLookedAtIsNotLost() throws Exception {
        CountDownLatch retiring = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Semaphores slow = permits -> new SlowToShrink(permits, retiring, goOn);
        try (AtomicFlow flow = evicting().semaphores(slow).build()) {
            flow.submit(taskOf("x")).join();
            Elsewhere<Boolean> time = Elsewhere.call(() -> {
                while (retiring.getCount() > 0) {
                    clock.advance(MINUTE);
                }
                return true;
            });
            retiring.await();
            assertTrue(time.result());

            TaskHandle<String> task = flow.submit(taskOf("x"));
            Together.until("it was looked at", () -> flow.snapshot().tasks().queued() == 0);
            goOn.countDown();

            assertEquals("done", task.join());
        }
    }

    @Test
    void whoNeverStopsUsingALimitNeverOvershootsItHoweverOftenItGoesAway() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overruns = new AtomicInteger();
        try (AtomicFlow flow = evicting().evictIdleLimits(Duration.ofNanos(1)).build()) {
            Task<Integer> task = Task.named("t").limit("one", 1).call(context -> {
                overruns.addAndGet(inside.incrementAndGet() > 1 ? 1 : 0);
                Thread.onSpinWait();
                return inside.decrementAndGet();
            });
            Together.run(3, number -> {
                for (int i = 0; i < 2_000; i++) {
                    if (number == 0) {
                        clock.advance(Duration.ofNanos(1));
                    } else {
                        flow.submit(task).join();
                    }
                }
            });
            assertTrue(flow.drain(LONG));
            assertEquals(4_000, flow.snapshot().tasks().complete());
            assertEquals(0, overruns.get());
        }
    }

    @Test
    void aPermitThatWasTakenByHandIsNeverOfALimitThatIsGone() throws Exception {
        try (AtomicFlow flow = evicting().build()) {
            flow.submit(taskOf("x")).join();
            try (Permit held = flow.limit("x").acquire()) {
                letTimePass(flow);
                letTimePass(flow);
                assertTrue(held.id() > 0);
                assertEquals(1, flow.limit("x").held());
            }
        }
    }
}
