package io.atomicflow.queue;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pipe from many producers to many consumers, first in first out. It has no bound of its own: {@link Slots} are
 * taken before something is offered.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> writes made before {@link #offer} are visible to the consumer that polls the element.
 *
 * <p><b>Blocking and interruption:</b> no method waits for another thread to consume or to produce. When it holds more
 * than was expected, consumers take turns.
 *
 * @param <E> what travels
 */
public interface TaskQueue<E> {

    /**
     * Puts an element in.
     *
     * @param element what to put in
     */
    void offer(E element);

    /**
     * Takes the oldest element out.
     *
     * @return the element, or null if there is none
     */
    @Nullable
    E poll();

    /**
     * Looks at the oldest element without taking it out. Somebody else may take it at any moment.
     *
     * @return the element, or null if there is none
     */
    @Nullable
    E peek();

    /**
     * Throws out elements that nobody needs any more, as far as they would make the queue grow without bound.
     *
     * @param isGone whether an element is not needed any more; must be quick
     */
    void sweep(Predicate<? super E> isGone);

    /**
     * Tells whether there is nothing to poll. An element whose {@link #offer} has returned is never overlooked.
     *
     * @return whether the queue is empty
     */
    boolean isEmpty();

    /**
     * Makes a queue over JCTools' lock-free arrays.
     *
     * @param expected how many elements to make room for in advance; more still fit, a little slower
     * @param <E> what travels
     * @return a new, empty queue
     */
    static <E> TaskQueue<E> expecting(int expected) {
        return new JcToolsTaskQueue<>(expected);
    }
}
