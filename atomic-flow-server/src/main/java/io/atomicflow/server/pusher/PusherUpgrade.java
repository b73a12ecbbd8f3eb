package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;

/**
 * The door for WebSockets. It opens to everybody, on every path: a client that is refused has to be told so by a
 * close code, since a refusal by HTTP reads to a Pusher client like a network that is down.
 */
public final class PusherUpgrade {

    /** Frames to one client that Jetty may hold: a parcel of the outbox, pongs, a ping, the goodbye. */
    private static final int MAX_OUTGOING_FRAMES = 128;

    private PusherUpgrade() {}

    /** Hangs the door into Jetty, before it starts. */
    public static void install(ServletContextHandler context, PusherServer server) {
        JettyWebSocketServletContainerInitializer.configure(context, (servlets, sockets) -> {
            // Who is silent is our own question (see Connection.check): Jetty would cut quiet clients after 30 s.
            sockets.setIdleTimeout(Duration.ZERO);
            sockets.setMaxTextMessageSize(server.maxMessageBytes());
            sockets.setMaxBinaryMessageSize(server.maxMessageBytes());
            sockets.setMaxFrameSize(server.maxMessageBytes());
            // What we send may be longer than what we accept: it goes out in several frames.
            sockets.setAutoFragment(true);
            sockets.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
            sockets.addMapping("/*", (request, response) -> open(request, response, server));
        });
    }

    private static JettySocket open(
            JettyServerUpgradeRequest request, JettyServerUpgradeResponse response, PusherServer server) {
        // No compression: it would be done once for each client, and what it unpacks to has no bound.
        response.setExtensions(List.of());
        SocketAddress peer = request.getRemoteSocketAddress();
        Doorman doorman = server.doorman();
        return new JettySocket(
                server,
                new Knock(
                        request.getRequestPath(),
                        request.getParameterMap(),
                        request.getHeader("Host"),
                        request.getHeader("Origin"),
                        doorman.address(peer, headers(request, "X-Forwarded-For")),
                        doorman.isSecure(peer, request.isSecure(), headers(request, "X-Forwarded-Proto"))));
    }

    private static List<String> headers(JettyServerUpgradeRequest request, String name) {
        List<String> values = request.getHeaders(name);
        return values == null ? List.of() : values;
    }
}
