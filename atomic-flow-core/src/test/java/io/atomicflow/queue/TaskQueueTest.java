package io.atomicflow.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskQueueTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void firstInFirstOutAlsoBeyondWhatWasExpected(int expected) {
        TaskQueue<Integer> queue = TaskQueue.expecting(expected);
        int many = expected * 4 + 10;
        for (int i = 0; i < many; i++) {
            queue.offer(i);
        }

        for (int i = 0; i < many; i++) {
            assertFalse(queue.isEmpty());
            assertEquals(i, queue.poll());
        }
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
    }

    @Test
    void everyElementComesOutOnceHoweverManyPutInAndTakeOut() {
        int each = 100_000;
        TaskQueue<Integer> queue = TaskQueue.expecting(64);
        AtomicIntegerArray seen = new AtomicIntegerArray(2 * each);
        AtomicInteger out = new AtomicInteger();

        Together.run(4, number -> {
            if (number < 2) {
                for (int i = 0; i < each; i++) {
                    queue.offer(number * each + i);
                }
            } else {
                while (out.get() < 2 * each) {
                    Integer element = queue.poll();
                    if (element != null) {
                        seen.incrementAndGet(element);
                        out.incrementAndGet();
                    }
                }
            }
        });

        for (int i = 0; i < seen.length(); i++) {
            assertEquals(1, seen.get(i));
        }
    }
}
