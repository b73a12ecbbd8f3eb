package io.atomicflow.server.pusher;

/**
 * Where the rest of the server says what happened.
 *
 * <p><b>Thread-safety:</b> any thread may call, and nobody waits: a client that reads slowly has a bounded queue of
 * its own, and is closed when that is full.
 */
public interface Channels {

    /**
     * Sends an event to everyone who is subscribed to {@code channel} now.
     *
     * @param data what the event carries, as text; Pusher clients expect it to be JSON
     * @throws IllegalArgumentException if the event's name begins with {@code pusher:} or {@code pusher_internal:}
     */
    void publish(String channel, String event, String data);

    /** Tells those who read the feed of {@code channel} that there may be more: each one that is idle asks for it. */
    void wake(String channel);

    /** Whether anybody is subscribed to {@code channel} now. */
    boolean isOccupied(String channel);
}
