package io.atomicflow.semaphore;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A free permit and a waiter never rest together, whatever came, went, gave up or was resized at once. */
@Tag("model")
class LimitModelTest {

    /** Comes, waits if it must, and may go at any time: one CAS decides between a grant and giving up. */
    private static final class Guest extends Waiter {
        private static final int WAITS = 0;
        private static final int IN = 1;
        private static final int GONE = 2;

        private final AtomicInteger step = new AtomicInteger(WAITS);
        private long permitId;

        void comeTo(Limit limit) {
            long id = limit.gate().tryEnter();
            if (id == TaskSemaphore.NONE) {
                limit.gate().enqueue(this);
            } else {
                permitId = id;
                step.set(IN);
            }
        }

        void goFrom(Limit limit) {
            if (step.compareAndSet(WAITS, GONE)) {
                limit.gate().leave();
            } else {
                limit.gate().release(permitId);
            }
        }

        @Override
        public boolean isWaiting() {
            return step.get() == WAITS;
        }

        @Override
        public boolean grant(long id) {
            permitId = id;
            return step.compareAndSet(WAITS, IN);
        }

        @Override
        public void resume() {
            // it looks at its step
        }
    }

    /** Each thread has two guests. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "guest", gen = IntGen.class, conf = "0:1")
    @Param(name = "permits", gen = IntGen.class, conf = "0:2")
    public abstract static class Operations {
        private final Limit limit;
        private final Guest[][] guests = new Guest[4][2];

        Operations(Semaphores strategy) {
            limit = new Limit("test", strategy.create(1));
        }

        @Operation
        public void comeOrGo(@Param(name = "thread") int thread, @Param(name = "guest") int number) {
            Guest guest = guests[thread][number];
            if (guest == null) {
                guest = new Guest();
                guests[thread][number] = guest;
                guest.comeTo(limit);
            } else {
                guests[thread][number] = null;
                guest.goFrom(limit);
            }
        }

        @Operation
        public void resize(@Param(name = "permits") int permits) {
            limit.resize(permits);
        }

        /** At rest. */
        @Validate
        public void noPermitIsLostAndNobodyOverlooked() {
            int in = 0;
            int waits = 0;
            for (Guest[] ofThread : guests) {
                for (Guest guest : ofThread) {
                    in += guest != null && !guest.isWaiting() ? 1 : 0;
                    waits += guest != null && guest.isWaiting() ? 1 : 0;
                }
            }
            String now = in + " in and " + waits + " waiting, counted " + limit.held() + " and " + limit.waiting()
                    + ", of " + limit.permits();
            if (limit.held() != in || limit.waiting() != waits) {
                throw new AssertionError("lost or made up: " + now);
            }
            if (waits > 0 && in < limit.permits()) {
                throw new AssertionError("a free permit and a waiter rest together: " + now);
            }
        }
    }

    /** Over channels. */
    public static class Channel extends Operations {
        public Channel() {
            super(Semaphores.channel());
        }
    }

    /** Over one counter. */
    public static class Atomic extends Operations {
        public Atomic() {
            super(Semaphores.atomic());
        }
    }

    /** Strictly in order. */
    public static class Fair extends Operations {
        public Fair() {
            super(Semaphores.fair());
        }
    }

    private static void check(Class<?> operations) {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsBefore(2)
                .actorsPerThread(2)
                .actorsAfter(0)
                .check(operations);
    }

    @Test
    void channelsInEveryInterleaving() {
        check(Channel.class);
    }

    @Test
    void oneCounterInEveryInterleaving() {
        check(Atomic.class);
    }

    @Test
    void strictlyInOrderInEveryInterleaving() {
        check(Fair.class);
    }
}
