package io.atomicflow.event;

/**
 * A listener that was added to a running flow.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public interface ListenerRegistration extends AutoCloseable {

    /**
     * Returns how many events this listener has lost because it was too slow.
     *
     * @return the number so far
     */
    long dropped();

    /** Tells the listener nothing more, from the next event on. Does not wait for a call that goes on. */
    @Override
    void close();
}
