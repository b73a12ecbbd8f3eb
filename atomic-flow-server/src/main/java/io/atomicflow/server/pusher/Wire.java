package io.atomicflow.server.pusher;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's socket, as the protocol needs it. No call waits for the client. */
interface Wire {

    /** Sends text; {@code sent} is told once, by any thread, when it left (null) or never will (why). */
    void send(String text, Consumer<@Nullable Throwable> sent);

    /** Sends a ping of WebSocket itself; every client answers these on its own. */
    void ping();

    /** Says goodbye. The client may take its time to say it too, or never do. */
    void close(int code, String message);

    /** Drops the socket without another word. */
    void disconnect();
}
