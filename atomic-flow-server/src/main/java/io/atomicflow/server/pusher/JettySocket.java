package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket as Jetty has it: its calls go to the {@link Connection}. Public only because Jetty calls it by method
 * handles.
 */
public final class JettySocket implements Session.Listener.AutoDemanding {

    /** What WebSocket calls a socket that ended without a word. */
    private static final int NO_CODE = 1006;

    private final PusherServer server;
    private @Nullable Knock knock;
    private StringBuilder pieces = new StringBuilder(0);
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile @Nullable JettyWire wire;

    JettySocket(PusherServer server, Knock knock) {
        this.server = server;
        this.knock = knock;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        Knock once = knock;
        if (once != null) {
            knock = null;
            JettyWire opened = new JettyWire(session);
            wire = opened;
            connection = server.admit(once, opened);
        }
    }

    /** A text may come in pieces: they are put together here, as Jetty would do it without counting them. */
    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        connection.ifPresent(open -> {
            if (last && pieces.isEmpty()) {
                open.heard(payload);
            } else if (pieces.length() + payload.length() > server.maxMessageBytes()) {
                open.close(CloseReason.TOO_LONG);
            } else {
                pieces.append(payload);
                open.heardPiece();
                if (last) {
                    String whole = pieces.toString();
                    pieces = new StringBuilder(0);
                    open.heard(whole);
                }
            }
        });
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        connection.ifPresent(Connection::heardBinary);
    }

    /** Jetty answers pings by itself only as long as nobody looks at them. */
    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        connection.filter(Connection::heardFrame).ifPresent(alive -> {
            JettyWire open = wire;
            if (open != null) {
                open.pong(payload);
            }
        });
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection.ifPresent(Connection::heardFrame);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end(NO_CODE);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        end(statusCode);
    }

    private void end(int code) {
        connection.ifPresent(Connection::ended);
        JettyWire open = wire;
        if (open != null) {
            server.gone(open, code);
        }
    }
}
