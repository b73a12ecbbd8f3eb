package io.atomicflow.server.door;

import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The {@link Door}, hung into Jetty: it is told of connections by their events, and of requests by their streams. */
public final class JettyDoor implements Connection.Listener, HttpConfiguration.Customizer {

    private static final String VISIT = Visit.class.getName();

    private static final int SEND_BUFFER_BYTES = 256 * 1024;

    private final DoorLimits limits;
    private final Door door;

    /** A door for one connector. The proxies that {@code clients} trusts may have any number of connections waiting. */
    public JettyDoor(DoorLimits limits, ClientAddress clients, LongSupplier nanoTime) {
        this.limits = limits;
        this.door = new Door(limits, nanoTime, clients::isTrusted);
    }

    /** A connector with this door in it. */
    public ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        // Both bounds are Jetty's own, and it answers 414 or 431 by itself. What we send has another one.
        http.setRequestHeaderSize(limits.headerBytes());
        http.addCustomizer(this);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        // Else the machine itself would keep megabytes for each client that reads nothing.
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        connector.setIdleTimeout(limits.keepAlive().toMillis());
        connector.addBean(this);
        return connector;
    }

    /** Hangs up on whoever has taken too long. To be called again and again. */
    public void check() {
        door.check();
    }

    /** How many connections have not asked for anything yet. */
    public int waiting() {
        return door.waiting();
    }

    int visits() {
        return door.visits();
    }

    /** Only HTTP has requests: what a connection was upgraded to is nobody's visit. */
    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData visitor) {
            EndPoint line = connection.getEndPoint();
            IpAddress peer = IpAddress.of(line.getRemoteSocketAddress()).orElse(IpAddress.NONE);
            door.enter(peer, line::close)
                    .ifPresentOrElse(visit -> visitor.setAttribute(VISIT, visit), line::close);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof ConnectionMetaData visitor && visitor.getAttribute(VISIT) instanceof Visit visit) {
            door.leave(visit);
        }
    }

    /** Jetty calls this when a header is complete, before anything else is done with it. */
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (request.getConnectionMetaData().getAttribute(VISIT) instanceof Visit visit) {
            visit.asked(hasBody(request));
            request.addHttpStreamWrapper(stream -> new WatchedStream(stream, visit));
        }
        if (request.getHeaders().size() > limits.headers()) {
            throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
        }
        return request;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Tells the visit what becomes of its request. */
    private static final class WatchedStream extends HttpStream.Wrapper {

        private final Visit visit;

        WatchedStream(HttpStream stream, Visit visit) {
            super(stream);
            this.visit = visit;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.@Nullable Chunk chunk = super.read();
            if (chunk != null && chunk.isLast()) {
                visit.hasSentBody();
            }
            return chunk;
        }

        /** Told before Jetty is: with the next request in hand it would begin that one first. */
        @Override
        public void succeeded() {
            visit.answered();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            visit.answered();
            super.failed(failure);
        }
    }
}
