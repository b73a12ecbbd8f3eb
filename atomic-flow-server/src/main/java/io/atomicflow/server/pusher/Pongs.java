package io.atomicflow.server.pusher;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the pings of one client. One pong is on its way at a time; of the pings that come meanwhile only the latest
 * is answered, as RFC 6455 allows. Jetty bounds no control frames: else they would pile up for one who pings and never
 * reads.
 *
 * <p><b>Thread-safety:</b> any thread may call, and nobody waits.
 */
final class Pongs {

    private final Sender sender;
    private boolean isSending;
    private @Nullable ByteBuffer latest;

    Pongs(Sender sender) {
        this.sender = sender;
    }

    /** Answers with a copy: the ping is in a buffer of the socket's, which has other use for it afterwards. */
    void answer(ByteBuffer ping) {
        ByteBuffer payload = ByteBuffer.allocate(ping.remaining()).put(ping.duplicate()).flip();
        synchronized (this) {
            if (isSending) {
                latest = payload;
                return;
            }
            isSending = true;
        }
        sender.send(payload, this::sent);
    }

    private void sent() {
        ByteBuffer next;
        synchronized (this) {
            next = latest;
            latest = null;
            isSending = next != null;
        }
        if (next != null) {
            sender.send(next, this::sent);
        }
    }

    /** Sends a pong; {@code sent} is told when it left. */
    @FunctionalInterface
    interface Sender {

        void send(ByteBuffer payload, Runnable sent);
    }
}
