package io.atomicflow.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who looks in the place of a searcher that is stuck in work that was thought to be short. */
@Timeout(120)
class WatchTest {

    /** Half a tick of the watch: no two of its looks are so close to each other. */
    private static final long SOON_NANOS = 500_000;

    /** How long a searcher is busy: some ticks of the watch. */
    private static final long SOME_TICKS_NANOS = 5_000_000;

    /** A machine that is shared takes its processor from a worker now and then; not each time. */
    private static final int ROUNDS = 5_000;

    private static final int VALID_ROUNDS = 20;

    private Optional<Thread> watch = Optional.empty();
    private final Pile pile = new Pile();
    private final FlowThreads threads = new FlowThreads();
    private final Queue<Stuck> allStuck = new ConcurrentLinkedQueue<>();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Workers platform = Workers.platform(2);
    private final WorkerPool pool = new WorkerPool(platform.threads(body -> {
        Thread thread = platform.threads().newThread(body);
        workers.add(thread);
        return thread;
    }), pile, threads);

    @AfterEach
    void noThreadIsLeft() {
        allStuck.forEach(stuck -> stuck.goOn.countDown());
        pool.stop();
        assertTrue(threads.join(Duration.ofSeconds(60)), "a thread did not end");
    }

    private void start() {
        pool.start();
        untilAllSleep();
    }

    /** Who sleeps is nobody's searcher any more. */
    private void untilAllSleep() {
        Together.until("all sleep", () -> pile.isEmpty()
                && workers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    private void offer(WorkSource.Work work) {
        pile.works.add(work);
        pool.signal();
    }

    private static Optional<Thread> watch() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("atomic-flow-watch"))
                .findAny();
    }

    private static boolean isOffDuty() {
        return watch().map(Thread::getState).equals(Optional.of(Thread.State.WAITING));
    }

    /** Is stuck until it is told to go on. */
    private final class Stuck extends ShortWork {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);

        Stuck() {
            super(pool);
            allStuck.add(this);
        }

        @Override
        void does(Runner runner) {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            ended.countDown();
        }

        void end() throws InterruptedException {
            goOn.countDown();
            ended.await();
        }
    }

    @Test
    void aSearcherThatIsStuckIsRelievedOnceHoweverLongItIsStuck() throws Exception {
        start();
        for (int times = 0; times < 3; times++) {
            untilAllSleep();
            Stuck stuck = new Stuck();
            offer(stuck);
            stuck.begun.await();

            Together.until("it is relieved", () -> stuck.toldLong.get() > 0);
            Together.until("the watch has seen nobody to watch for many ticks", WatchTest::isOffDuty);

            assertEquals(1, stuck.toldLong.get());
            CountDownLatch done = new CountDownLatch(1);
            offer(runner -> done.countDown()); // somebody else is woken for that
            done.await();
            stuck.end();
        }
    }

    @Test
    void whoIsStuckAgainAfterItWasRelievedHoldsUpNobody() throws Exception {
        start();
        for (int times = 0; times < 20; times++) {
            untilAllSleep();
            Stuck first = new Stuck();
            Stuck second = new Stuck();
            CountDownLatch done = new CountDownLatch(1);
            offer(first);
            first.begun.await();
            Together.until("it is relieved", () -> first.toldLong.get() == 1);
            pile.works.add(second);
            pile.works.add(runner -> done.countDown());

            first.goOn.countDown(); // it finds the second work, unless somebody else is quicker
            pool.signal();

            done.await();
            second.end();
        }
    }

    /** One short work after the other, and how long it took at most from the begin of one to that of the next. */
    private final class Busy extends ShortWork {
        final CountDownLatch done = new CountDownLatch(1);
        final boolean wakesTheWatch;
        final long began = System.nanoTime();
        long last;
        volatile long longest;

        Busy(boolean wakesTheWatch) {
            super(pool);
            this.wakesTheWatch = wakesTheWatch;
        }

        @Override
        public void run(Runner runner) {
            long now = System.nanoTime();
            if (last != 0) {
                longest = Math.max(longest, now - last);
            }
            last = now;
            super.run(runner);
        }

        @Override
        void does(Runner runner) {
            if (wakesTheWatch) {
                wake();
            }
            if (System.nanoTime() - began < SOME_TICKS_NANOS) {
                pile.works.add(this); // for itself: nobody is signalled
            } else {
                pool.goesToLongWork(runner);
                longest = Math.max(longest, System.nanoTime() - last);
                done.countDown();
            }
        }

        /** So that it looks more than once during this work. */
        private void wake() {
            for (Runner ignored : pool.runners()) {
                watch.ifPresent(LockSupport::unpark);
                long now = System.nanoTime();
                while (System.nanoTime() - now < TimeUnit.MICROSECONDS.toNanos(50)) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoBeginsAnotherWorkInTimeIsNotRelieved(boolean wakesTheWatch) throws Exception {
        start();
        Stuck first = new Stuck();
        offer(first);
        Together.until("there is a watch", () -> first.toldLong.get() == 1);
        first.end();
        watch = watch();
        int valid = 0;

        for (int round = 0; round < ROUNDS && valid < VALID_ROUNDS; round++) {
            untilAllSleep();
            Busy busy = new Busy(wakesTheWatch);
            offer(busy);
            busy.done.await();
            if (busy.longest < SOON_NANOS) {
                valid++;
                assertEquals(0, busy.toldLong.get());
            }
        }

        assertTrue(valid > 0, "no worker kept its processor, so this test tells nothing");
    }

    @Test
    void theWatchEndsWithThePoolWhileItIsOnDuty() throws Exception {
        start();
        Stuck stuck = new Stuck();
        offer(stuck);
        stuck.begun.await();
        Together.until("there is a watch", () -> watch().isPresent());

        pool.stop();

        Together.until("it is gone", () -> watch().isEmpty());
        stuck.goOn.countDown();
    }

    @Test
    void theWatchEndsWithThePoolWhileItIsOffDuty() throws Exception {
        start();
        AtomicBoolean done = new AtomicBoolean();
        offer(new ShortWork(pool) {
            @Override
            void does(Runner runner) {
                done.set(true);
            }
        });
        Together.until("there is nobody to watch", () -> done.get() && isOffDuty());

        pool.stop();

        Together.until("it is gone", () -> watch().isEmpty());
    }
}
