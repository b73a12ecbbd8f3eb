package io.atomicflow.semaphore;

import static io.atomicflow.Linearizability.checkModel;
import static io.atomicflow.Linearizability.checkUnderStress;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do with a semaphore at once, there is an order of one after the other that explains it. */
@Tag("model")
class SemaphoreModelTest {

    /** Over channels. */
    public static class Channel extends SemaphoreOperations {
        public Channel() {
            super(Semaphores.channel());
        }
    }

    /** Over one counter. */
    public static class Atomic extends SemaphoreOperations {
        public Atomic() {
            super(Semaphores.atomic());
        }
    }

    /** Strictly in order. */
    public static class Fair extends SemaphoreOperations {
        public Fair() {
            super(Semaphores.fair());
        }
    }

    @Test
    void channelsFollowOneOrderInEveryInterleaving() {
        checkModel(Channel.class, SemaphoreOperations.Specification.class);
    }

    @Test
    void channelsFollowOneOrderUnderStress() {
        checkUnderStress(Channel.class, SemaphoreOperations.Specification.class);
    }

    @Test
    void oneCounterFollowsOneOrderInEveryInterleaving() {
        checkModel(Atomic.class, SemaphoreOperations.Specification.class);
    }

    @Test
    void oneCounterFollowsOneOrderUnderStress() {
        checkUnderStress(Atomic.class, SemaphoreOperations.Specification.class);
    }

    @Test
    void fairOnesFollowOneOrderInEveryInterleaving() {
        checkModel(Fair.class, SemaphoreOperations.Specification.class);
    }

    @Test
    void fairOnesFollowOneOrderUnderStress() {
        checkUnderStress(Fair.class, SemaphoreOperations.Specification.class);
    }
}
