package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket as Jetty has it: its calls go to the {@link Connection}, and the connection's to it. Public only
 * because Jetty calls it by method handles.
 */
public final class JettySocket implements Session.Listener.AutoDemanding {

    private final PusherServer server;
    private final Knock knock;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile @Nullable JettyWire wire;

    JettySocket(PusherServer server, Knock knock) {
        this.server = server;
        this.knock = knock;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        JettyWire opened = new JettyWire(session);
        wire = opened;
        connection = server.admit(knock, opened);
    }

    @Override
    public void onWebSocketText(String message) {
        connection.ifPresent(open -> open.heard(message));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        connection.ifPresent(Connection::heardBinary);
    }

    /** Jetty answers pings by itself only as long as nobody looks at them. */
    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        connection.filter(Connection::seen).ifPresent(alive -> {
            JettyWire open = wire;
            if (open != null) {
                open.pong(payload);
            }
        });
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection.ifPresent(Connection::seen);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        end();
    }

    private void end() {
        connection.ifPresent(Connection::ended);
        JettyWire open = wire;
        if (open != null) {
            server.gone(open);
        }
    }

    /** Jetty's session, seen from the protocol. */
    private record JettyWire(Session session) implements Wire {

        @Override
        public void send(String text, Consumer<@Nullable Throwable> sent) {
            session.sendText(text, Callback.from(() -> sent.accept(null), sent));
        }

        @Override
        public void ping() {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }

        void pong(ByteBuffer payload) {
            session.sendPong(payload, Callback.NOOP);
        }

        @Override
        public void close(int code, String message) {
            session.close(code, message, Callback.NOOP);
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }
}
