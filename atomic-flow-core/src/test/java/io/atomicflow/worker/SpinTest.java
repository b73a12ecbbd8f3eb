package io.atomicflow.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that looks again some times before it sleeps, each look counted. */
@Timeout(120)
class SpinTest {

    private static final int SPINS = 1_000;

    /** Counts how often it is looked at, and puts one more work in, unsignalled, before the look of that number. */
    private static final class CountedPile extends Pile {
        final AtomicInteger looks = new AtomicInteger();
        volatile int lookThatFindsMore = -1;
        volatile @Nullable Work more;

        @Override
        public @Nullable Work poll(int turn) {
            Work late = more;
            if (looks.incrementAndGet() == lookThatFindsMore && late != null) {
                works.add(late);
            }
            return super.poll(turn);
        }
    }

    private final CountedPile pile = new CountedPile();
    private final FlowThreads threads = new FlowThreads();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Workers platform = Workers.platform(1).idle(Idle.spinThenPark(SPINS));
    private final WorkerPool pool = new WorkerPool(platform.threads(body -> {
        Thread thread = platform.threads().newThread(body);
        workers.add(thread);
        return thread;
    }), pile, threads);

    private void startAndLetItSleep() {
        pool.start();
        Together.until("it sleeps", this::sleeps);
        pile.looks.set(0);
    }

    private boolean sleeps() {
        return workers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }

    private WorkSource.Work shortWork() {
        return new ShortWork(pool) {
            @Override
            void does(Runner runner) {
                assertTrue(runner.isWatched(), "it does not look while it works, so this test tells nothing");
            }
        };
    }

    @AfterEach
    void noThreadIsLeft() {
        pool.stop();
        assertTrue(threads.join(Duration.ofSeconds(60)), "a worker did not end");
    }

    @Test
    void aWorkerThatFindsNothingLooksAgainAsOftenAsItIsToldAndThenSleeps() {
        pool.start();

        Together.until("it sleeps", this::sleeps);

        assertEquals(1 + SPINS, pile.looks.get());
    }

    /** Nobody signals: who offers something sees that there is a searcher, and wakes nobody. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500, SPINS})
    void afterShortWorkItTakesWhatComesWhileItSpinsAndSleepsInTheEnd(int spin) {
        startAndLetItSleep();
        AtomicBoolean done = new AtomicBoolean();
        pile.more = runner -> {
            assertFalse(runner.isSearcher(), "it may take long, and nobody else looks");
            done.set(true);
        };
        pile.lookThatFindsMore = 2 + spin;

        pile.works.add(shortWork());
        pool.signal();

        Together.until("it has done both", done::get);
        Together.until("it sleeps again", this::sleeps);
        int afterItWasWoken = 1;
        int afterShortWork = 1 + spin;
        int afterTheOther = 1 + SPINS;
        assertEquals(afterItWasWoken + afterShortWork + afterTheOther, pile.looks.get());
    }

    @Test
    void afterShortWorkItSleepsOnceItHasSpunAndCanBeWokenAgain() {
        startAndLetItSleep();
        for (int round = 1; round <= 100; round++) {
            int after = round * (1 + 1 + SPINS);
            pile.works.add(shortWork());

            pool.signal();

            Together.until("it looked so often", () -> pile.looks.get() == after);
            Together.until("it sleeps", this::sleeps);
            assertEquals(after, pile.looks.get());
        }
    }

    @Test
    void aWorkerThatWasWokenForNothingSleepsAgainWithoutSpinning() {
        startAndLetItSleep();

        pool.signal();

        Together.until("it has looked", () -> pile.looks.get() > 0);
        Together.until("it sleeps", this::sleeps);
        assertEquals(1, pile.looks.get());
    }
}
