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

    private final PusherServer server;
    private @Nullable Knock knock;
    private StringBuilder pieces = new StringBuilder(0);
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile @Nullable JettyWire wire;
    private @Nullable Pongs pongs;

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
            pongs = new Pongs(opened::pong);
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
        Pongs open = pongs;
        if (open != null && connection.filter(Connection::heardFrame).isPresent()) {
            open.answer(payload);
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection.ifPresent(Connection::heardFrame);
    }

    /** Nothing is done here, since Jetty tells the end itself right after; without a listener it would log a warning. */
    @Override
    public void onWebSocketError(Throwable cause) {}

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        connection.ifPresent(Connection::ended);
        JettyWire open = wire;
        if (open != null) {
            server.gone(open, statusCode);
        }
    }
}
