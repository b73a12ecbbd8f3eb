package io.atomicflow.event;

/**
 * Told of each change of state of each task of a flow, in the order of their sequence numbers.
 *
 * <p><b>Thread-safety:</b> all calls to one listener come from one thread, its own.
 *
 * <p><b>Blocking and interruption:</b> a listener may be slow, block or throw: no task notices. One that falls behind
 * by more than its buffer loses the oldest events, and is told how many.
 */
@FunctionalInterface
public interface FlowListener {

    /**
     * Something happened.
     *
     * @param event what
     */
    void onEvent(TaskEvent event);

    /**
     * This listener was too slow: events before the next one are lost to it.
     *
     * @param count how many, 1 or more
     */
    default void onDropped(long count) {}
}
