package io.atomicflow.semaphore;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** What threads may do with a semaphore. Each gives back only what it holds, the newest first. */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "permits", gen = IntGen.class, conf = "0:2")
public abstract class SemaphoreOperations {

    static final int FIRST_SIZE = 1;

    private static final int THREADS = 4;
    private static final int MOST_OPERATIONS = 16;

    final TaskSemaphore semaphore;
    private final long[][] ids = new long[THREADS][MOST_OPERATIONS];
    private final int[] holds = new int[THREADS];

    SemaphoreOperations(Semaphores strategy) {
        this.semaphore = strategy.create(FIRST_SIZE);
    }

    @Operation
    public boolean tryAcquire(@Param(name = "thread") int thread) {
        long id = semaphore.tryAcquire();
        if (id == TaskSemaphore.NONE) {
            return false;
        }
        ids[thread][holds[thread]++] = id;
        return true;
    }

    @Operation
    public boolean release(@Param(name = "thread") int thread) {
        return holds[thread] > 0 && semaphore.release(ids[thread][--holds[thread]]);
    }

    @Operation
    public void resize(@Param(name = "permits") int permits) {
        semaphore.resize(permits);
    }

    @Operation
    public int held() {
        return semaphore.held();
    }

    /** The same, said in the simplest way. */
    public static class Specification {

        private final int[] holds = new int[THREADS];
        private int permits = FIRST_SIZE;
        private int held;

        public boolean tryAcquire(int thread) {
            if (held >= permits) {
                return false;
            }
            held++;
            holds[thread]++;
            return true;
        }

        public boolean release(int thread) {
            if (holds[thread] == 0) {
                return false;
            }
            held--;
            holds[thread]--;
            return true;
        }

        public void resize(int size) {
            permits = size;
        }

        public int held() {
            return held;
        }
    }
}
