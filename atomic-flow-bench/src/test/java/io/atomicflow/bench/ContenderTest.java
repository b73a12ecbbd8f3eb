package io.atomicflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number of somebody who lets too many in, or loses tasks, is worth nothing. */
@Timeout(60)
class ContenderTest {

    private static final int BODIES = 5_000;

    /** Fewer, as some of the peers need a thread for each and are slow to make them. */
    private static final int WAITING = 500;

    private static final int DEADLINE_SECONDS = 50;

    static List<String> all() {
        return List.of(
                "atomicFlow", "atomicFlowSpinning", "atomicFlowPlatform", "poolAndSemaphore",
                "virtualThreadAndSemaphore", "forkJoinAndSemaphore", "resilience4j", "failsafe", "threadly", "kotlin",
                "concurrencyLimits");
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverRunsTooManyAndLosesNothing(String name) throws InterruptedException {
        for (int limit : new int[]{1, 3, 10}) {
            drive(name, limit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rawMpmc", "unparkPlatform", "unparkVirtual", "direct"})
    void floorLosesNothing(String name) throws InterruptedException {
        drive(name, 1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void letsInAsManyAsItMayAlsoOfThoseWhoWaited(String name) throws InterruptedException {
        CyclicBarrier pair = new CyclicBarrier(2);
        CountDownLatch met = new CountDownLatch(200);
        try (Contender contender = Contender.named(name, 2)) {
            for (int i = 0; i < 200; i++) {
                contender.submit(() -> {
                    await(pair);
                    met.countDown();
                });
            }
            assertTrue(met.await(DEADLINE_SECONDS, TimeUnit.SECONDS), () -> name + " runs one at a time");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatFindsNoPermitWaits(String name) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(2 + WAITING);
        AtomicInteger submitted = new AtomicInteger();
        try (Contender contender = Contender.named(name, 2)) {
            for (int i = 0; i < 2; i++) {
                contender.submit(() -> {
                    held.countDown();
                    await(open);
                    ran.countDown();
                });
            }
            await(held); // threads of their own need not start in the order in which they were submitted
            Thread submitter = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < WAITING; i++) {
                    contender.submit(ran::countDown);
                    submitted.incrementAndGet();
                }
            });
            // One of them makes the submitter wait instead of the task.
            while (submitted.get() < WAITING && submitter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertEquals(2 + WAITING, ran.getCount());
            open.countDown();
            assertTrue(ran.await(DEADLINE_SECONDS, TimeUnit.SECONDS), () -> name + " lost " + ran.getCount());
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: a yield only makes it likelier that too many meet
    private static void drive(String name, int limit) throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(BODIES);
        try (Contender contender = Contender.named(name, limit)) {
            for (int i = 0; i < BODIES; i++) {
                contender.submit(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    ran.incrementAndGet();
                    running.decrementAndGet();
                    all.countDown();
                });
            }
            assertTrue(all.await(DEADLINE_SECONDS, TimeUnit.SECONDS),
                    () -> name + " lost " + all.getCount() + " of " + BODIES);
        }
        assertEquals(BODIES, ran.get());
        assertTrue(most.get() <= limit, () -> name + " ran " + most.get() + " at once, with a limit of " + limit);
    }
}
