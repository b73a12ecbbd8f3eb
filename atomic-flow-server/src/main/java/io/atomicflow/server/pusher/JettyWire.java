package io.atomicflow.server.pusher;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's session, seen from the protocol. Messages go to the core of the session: there a frame takes bytes that others
 * use too, where the session itself would encode each text anew for each client; and several frames leave with one write.
 */
record JettyWire(Session session) implements Wire {

    private static final org.eclipse.jetty.websocket.api.Callback NOTHING = org.eclipse.jetty.websocket.api.Callback.NOOP;

    @Override
    public void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> sent) {
        CoreSession core = ((WebSocketSession) session).getCoreSession();
        int last = messages.size() - 1;
        for (EncodedEvent message : messages.subList(0, last)) {
            core.sendFrame(frame(message), Callback.NOOP, true);
        }
        core.sendFrame(frame(messages.get(last)), Callback.from(() -> sent.accept(null), sent), false);
    }

    private static Frame frame(EncodedEvent message) {
        return new Frame(OpCode.TEXT, message.bytes());
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), NOTHING);
    }

    void pong(ByteBuffer payload, Runnable sent) {
        session.sendPong(payload, org.eclipse.jetty.websocket.api.Callback.from(sent, broken -> {}));
    }

    @Override
    public void close(int code, String message) {
        session.close(code, message, NOTHING);
    }

    @Override
    public void disconnect() {
        session.disconnect();
    }
}
