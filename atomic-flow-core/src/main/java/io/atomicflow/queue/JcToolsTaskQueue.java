package io.atomicflow.queue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A JCTools array for the elements that are expected, and a linked queue behind it for the rest: cancelled tasks that
 * still lie in the array may fill it although every slot is free again.
 *
 * <p>The array is the variant on field updaters, which needs no {@code sun.misc.Unsafe}. While something lies in the
 * linked queue, newcomers line up behind it, so that nobody overtakes.
 */
final class JcToolsTaskQueue<E> implements TaskQueue<E> {

    /** The smallest array that JCTools' many-to-many queue is made with. */
    private static final int SMALLEST = 2;

    /** What is beyond goes to the linked queue: nobody should pay for a huge array that may never fill. */
    private static final int LARGEST = 1 << 16;

    private final MessagePassingQueue<E> array;
    private final Queue<E> rest = new ConcurrentLinkedQueue<>();

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
        return element != null ? element : rest.poll();
    }

    @Override
    public @Nullable E peek() {
        E element = array.peek();
        return element != null ? element : rest.peek();
    }

    @Override
    public boolean isEmpty() {
        return array.isEmpty() && rest.isEmpty();
    }
}
