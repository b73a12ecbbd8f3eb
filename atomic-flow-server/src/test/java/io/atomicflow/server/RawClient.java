package io.atomicflow.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that does by hand what libraries would not do: read nothing, vanish without a word. */
final class RawClient implements AutoCloseable {

    private static final String UPGRADE = """
            GET /app/atomic-flow?protocol=7 HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    static RawClient connectedTo(TestServer server) throws IOException {
        int before = server.server.pusher().connected();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port());
        socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        TestServer.eventually("it is connected", () -> server.server.pusher().connected() == before + 1);
        return new RawClient(socket);
    }

    /** Masked with zeros, which is legal and easy. */
    void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    /** Without a goodbye. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
