package io.atomicflow.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
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

    /** Connected, and nothing said yet. */
    static RawClient open(TestServer server) throws IOException {
        return openFrom(InetAddress.getLoopbackAddress(), server);
    }

    /** From another address of this machine. */
    static RawClient openFrom(InetAddress own, TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port(), own, 0);
        socket.setSoTimeout((int) TestServer.DEADLINE.toMillis());
        return new RawClient(socket);
    }

    /** A WebSocket, whose first frame has not been read yet. */
    static RawClient upgraded(TestServer server) throws IOException {
        RawClient client = open(server);
        client.write(UPGRADE);
        client.readHeader();
        return client;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Everything until the server hangs up. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The next lines, up to an empty one. */
    String readHeader() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException(header.toString());
            }
            header.append((char) next);
        }
        return header.toString();
    }

    /** Reads frames until the one that says goodbye, and why. */
    int readCloseCode() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
            if (opcode == 8) {
                return ByteBuffer.wrap(payload).getShort();
            }
        }
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
