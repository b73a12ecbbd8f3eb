package io.atomicflow.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {

    private final Pile pile = new Pile();
    private final FlowThreads threads = new FlowThreads();
    private final AtomicReference<WorkerPool> started = new AtomicReference<>();

    private WorkerPool start(Workers model) {
        WorkerPool pool = new WorkerPool(model, pile, threads);
        pool.start();
        started.set(pool);
        return pool;
    }

    @AfterEach
    void noThreadIsLeft() {
        if (started.get() != null) {
            started.get().stop();
        }
        assertTrue(threads.join(Duration.ofSeconds(60)), "a worker did not end");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 100})
    void noWorkIsOverlookedByWorkersThatFallAsleep(int count) {
        WorkerPool pool = start(Workers.persistent(count));
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 20_000; i++) {
            int expected = i + 1;
            pile.works.add(worker -> done.incrementAndGet());
            pool.signal();
            if (i % 3 == 0) { // let them run dry, so that they go to sleep while the next one is on its way
                Together.until("work " + expected + " is done", () -> done.get() == expected);
            }
        }

        Together.until("all work is done", () -> done.get() == 20_000);
    }

    @Test
    void aBurstWakesAsManyWorkersAsItNeeds() {
        WorkerPool pool = start(Workers.persistent(10));
        CyclicBarrier allTogether = new CyclicBarrier(10);
        CountDownLatch done = new CountDownLatch(10);

        for (int i = 0; i < 10; i++) {
            pile.works.add(worker -> {
                Together.await(allTogether); // passes only if all ten run at once
                done.countDown();
            });
            pool.signal();
        }

        Together.until("ten ran at once", () -> done.getCount() == 0);
    }

    @Test
    void workThatSaysNothingIsTakenForLong() {
        WorkSource.Work work = worker -> {};

        assertFalse(work.saysHowLong());
        work.takesLong(); // and does not care
    }

    @Test
    void whoseShortWorkTakesLongIsToldSoAndIsRelieved() throws InterruptedException {
        WorkerPool pool = start(Workers.persistent(2));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        pile.works.add(new ShortWork(pool) {
            @Override
            void does(Runner runner) {
                begun.countDown();
                Together.until("it may go on", () -> goOn.getCount() == 0);
            }

            @Override
            public void takesLong() {
                told.countDown();
            }
        });
        pool.signal();
        begun.await();

        pile.works.add(worker -> done.incrementAndGet());
        pool.signal(); // wakes nobody: the one at work is thought to look again at once

        told.await();
        Together.until("somebody else has done it", () -> done.get() == 1);
        goOn.countDown();
    }

    @Test
    void aWorkerSurvivesWorkThatThrows() {
        WorkerPool pool = start(Workers.platform(1));
        AtomicInteger done = new AtomicInteger();
        pile.works.add(worker -> {
            throw new AssertionError("a fault");
        });
        pile.works.add(worker -> done.incrementAndGet());

        pool.signal();

        Together.until("the next work is done", () -> done.get() == 1);
    }

    @Test
    void anInterruptThatIsLeftBehindDoesNotKeepAWorkerAwake() {
        WorkerPool pool = start(Workers.platform(1));
        AtomicInteger interrupted = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        pile.works.add(worker -> {
            thread.set(Thread.currentThread());
            Thread.currentThread().interrupt();
        });
        pool.signal();
        Together.until("it sleeps", () -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);
        pile.works.add(worker -> interrupted.set(Thread.currentThread().isInterrupted() ? 1 : -1));
        pool.signal();

        Together.until("the next work is done", () -> interrupted.get() != 0);
        assertEquals(-1, interrupted.get());
    }

    @Test
    void aFactoryThatFailsHalfwayLeavesNoThreadBehind() {
        AtomicInteger made = new AtomicInteger();
        ThreadFactory failing = body -> {
            if (made.incrementAndGet() > 2) {
                throw new IllegalStateException("no more threads");
            }
            return Thread.ofVirtual().unstarted(body);
        };

        WorkerPool pool = new WorkerPool(Workers.persistent(5).threads(failing), pile, threads);

        assertThrows(IllegalStateException.class, () -> pool.start());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aCountBelowOneIsRefusedByName(int count) {
        String message = assertThrows(IllegalArgumentException.class, () -> Workers.persistent(count)).getMessage();

        assertTrue(message.contains("workers") && message.contains("" + count), message);
    }
}
