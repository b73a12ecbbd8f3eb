package io.atomicflow.semaphore;

import io.atomicflow.task.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What makes the order of a line strict. Ten workers that take ten tasks from the queue, one after the other, may reach
 * the line in any order. So each task is noted here before it is queued; a worker that took one only says "one more",
 * and who serves the line takes the oldest, whichever it was that the worker took.
 *
 * <p>There are never more calls for one more than there are notes: a note is made before its task can be taken.
 */
final class Announced {

    private final List<Queue<Waiter>> notes = new ArrayList<>();
    private final List<AtomicInteger> calls = new ArrayList<>();

    private final AtomicInteger expected = new AtomicInteger();

    Announced() {
        for (Priority ignored : Priority.values()) {
            notes.add(new ConcurrentLinkedQueue<>());
            calls.add(new AtomicInteger());
        }
    }

    /** So many more are on their way to be noted and then to the line, or fewer. */
    void expect(int more) {
        expected.getAndAdd(more);
    }

    boolean isAnybodyExpected() {
        return expected.get() > 0;
    }

    void add(Waiter waiter) {
        notes.get(waiter.priority().level()).add(waiter);
    }

    void letOneMoreLineUp(Priority priority) {
        calls.get(priority.level()).getAndIncrement();
    }

    /** Takes the oldest that was called for; null if nobody was. For the one who serves the line. */
    @Nullable
    Waiter next() {
        for (int level = notes.size() - 1; level >= 0; level--) {
            if (calls.get(level).get() > 0) {
                calls.get(level).getAndDecrement();
                return notes.get(level).poll();
            }
        }
        return null;
    }
}
