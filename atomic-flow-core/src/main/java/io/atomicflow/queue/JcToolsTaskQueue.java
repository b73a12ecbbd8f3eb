package io.atomicflow.queue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A JCTools array for the elements that are expected, and a linked queue behind it for the rest: cancelled tasks that
 * still lie in the array may fill it although every slot is free again.
 *
 * <p>The array is the variant on field updaters, which needs no {@code sun.misc.Unsafe}. While something lies in the
 * linked queue, newcomers line up behind it, so that nobody overtakes.
 *
 * <p>Consumers take from the linked queue one at a time, under a lock that nobody meets as long as the array is large
 * enough. It is why nobody overtakes there either: as long as one of them is at it something lies in the linked queue,
 * so whoever offers from then on goes behind it; and what was there before has been taken from the array first.
 */
final class JcToolsTaskQueue<E> implements TaskQueue<E> {

    /** The smallest array that JCTools' many-to-many queue is made with. */
    private static final int SMALLEST = 2;

    /** What is beyond goes to the linked queue: nobody should pay for a huge array that may never fill. */
    private static final int LARGEST = 1 << 16;

    private final MessagePassingQueue<E> array;
    private final Queue<E> rest = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    JcToolsTaskQueue(int expected) {
        this.array = new MpmcAtomicArrayQueue<>(Math.clamp(expected, SMALLEST, LARGEST));
    }

    @Override
    public void offer(E element) {
        if (!rest.isEmpty() || !array.offer(element)) {
            rest.add(element);
        }
    }

    @Override
    public @Nullable E poll() {
        E element = array.poll();
        return element != null || rest.isEmpty() ? element : pollBehindTheArray();
    }

    private @Nullable E pollBehindTheArray() {
        lock.lock();
        try {
            if (rest.isEmpty()) {
                return array.poll();
            }
            E element = array.poll();
            return element != null ? element : rest.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable E peek() {
        E element = array.peek();
        return element != null ? element : rest.peek();
    }

    /** The array is bounded; what is behind it is not. */
    @Override
    public void sweep(Predicate<? super E> isGone) {
        boolean ignored = rest.removeIf(isGone);
    }

    @Override
    public boolean isEmpty() {
        return array.isEmpty() && rest.isEmpty();
    }
}
