package io.atomicflow.queue;

import static io.atomicflow.Linearizability.checkModel;
import static io.atomicflow.Linearizability.checkUnderStress;

import java.util.ArrayDeque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do with a queue at once, there is an order of one after the other that explains it.
 */
@Tag("model")
class TaskQueueModelTest {

    /** No more elements than were expected, each one known. */
    public static class AsExpected {
        private final TaskQueue<Integer> queue = TaskQueue.expecting(64);

        @Operation
        public void offer(@Param(gen = IntGen.class, conf = "1:99") int element) {
            queue.offer(element);
        }

        @Operation
        public Integer poll() {
            return queue.poll();
        }

        @Operation
        public boolean isEmpty() {
            return queue.isEmpty();
        }
    }

    /** More elements than were expected. */
    public static class Beyond {
        private final TaskQueue<Integer> queue = TaskQueue.expecting(2);

        @Operation
        public void offer(@Param(gen = IntGen.class, conf = "1:99") int element) {
            queue.offer(element);
        }

        @Operation
        public Integer poll() {
            return queue.poll();
        }

        @Operation
        public boolean isEmpty() {
            return queue.isEmpty();
        }
    }

    /** First in, first out. */
    public static class Fifo {
        private final ArrayDeque<Integer> elements = new ArrayDeque<>();

        public void offer(int element) {
            elements.add(element);
        }

        public Integer poll() {
            return elements.poll();
        }

        public boolean isEmpty() {
            return elements.isEmpty();
        }
    }

    @Test
    void firstInFirstOutInEveryInterleaving() {
        checkModel(AsExpected.class, Fifo.class);
    }

    @Test
    void firstInFirstOutUnderStress() {
        checkUnderStress(AsExpected.class, Fifo.class);
    }

    @Test
    void firstInFirstOutAlsoBeyondWhatWasExpected() {
        checkModel(Beyond.class, Fifo.class);
    }
}
