package io.atomicflow;

import io.atomicflow.semaphore.PermitSignals;
import io.atomicflow.semaphore.SemaphoreContract;
import io.atomicflow.semaphore.TaskSemaphore;
import org.junit.jupiter.api.Timeout;

/** The contract as somebody from outside uses it: in another package, for a strategy of their own. */
@Timeout(120)
class RemoteSemaphoreTest extends SemaphoreContract {

    private static final int MORE_THAN_ANY_TEST_TAKES = 100_000;

    /** The other side sends more permits than can be held. */
    @Override
    protected TaskSemaphore semaphore(int permits) {
        RemoteSemaphore remote = new RemoteSemaphore(permits);
        remote.connect(new PermitSignals() {
            @Override
            public void available() {}

            @Override
            public void lost(long permitId) {}
        });
        for (int i = 0; i < MORE_THAN_ANY_TEST_TAKES; i++) {
            remote.arrive();
        }
        return remote;
    }
}
