package io.atomicflow.server.pusher;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's socket, as the protocol needs it. No call waits for the client. */
interface Wire {

    /** Sends messages, in their order; {@code sent} is told once, by any thread, when all left (null) or why not. */
    void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> sent);

    /** Sends a ping of WebSocket itself; every client answers these on its own. */
    void ping();

    /** Says goodbye. The client may take its time to say it too, or never do. */
    void close(int code, String message);

    /** Drops the socket without another word. */
    void disconnect();
}
