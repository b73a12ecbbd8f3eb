package io.atomicflow.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One client, with nothing between it and its socket, so that a thousand of them cost little. It understands what a
 * server says only as far as it needs to; an event's data begins with {@code ~} and the time it was sent, and ends with
 * {@code ~}.
 */
final class Subscriber {

    private static final byte MARK = '~';
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final byte[] ESTABLISHED = ascii("connection_established");
    private static final byte[] SUCCEEDED = ascii("subscription_succeeded");

    private final SocketChannel socket;
    private final SelectionKey key;
    private final Deque<String> wishes;
    private final Tally tally;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private boolean upgraded;

    Subscriber(SocketChannel socket, SelectionKey key, List<String> channels, Tally tally) {
        this.socket = socket;
        this.key = key;
        this.wishes = new ArrayDeque<>(channels);
        this.tally = tally;
    }

    void connected(Target target) throws IOException {
        socket.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(ascii("GET /app/" + target.key() + "?protocol=7&client=load&version=1.0.0 HTTP/1.1\r\nHost: 127.0.0.1:"
                + target.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
    }

    /** Reads what is there. */
    void readable() throws IOException {
        while (true) {
            int read = socket.read(in);
            if (read < 0) {
                end(0);
                return;
            }
            if (read == 0) {
                return;
            }
            in.flip();
            if (upgraded || upgrade()) {
                frames();
            }
            in.compact();
        }
    }

    private boolean upgrade() {
        for (int i = in.position(); i + 3 < in.limit(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r') {
                in.position(i + 4);
                upgraded = true;
                return true;
            }
        }
        return false;
    }

    private void frames() throws IOException {
        while (in.remaining() >= 2) {
            int start = in.position();
            int length = in.get(start + 1) & 0x7f;
            int header = 2;
            if (length == 126) {
                if (in.remaining() < 4) {
                    return;
                }
                length = in.getShort(start + 2) & 0xffff;
                header = 4;
            }
            if (in.remaining() < header + length) {
                return;
            }
            frame(in.get(start) & 0xff, start + header, length);
            in.position(start + header + length);
        }
    }

    private void frame(int kind, int from, int length) throws IOException {
        switch (kind) {
            case TEXT -> text(from, from + length);
            case CLOSE -> end(length >= 2 ? in.getShort(from) & 0xffff : 0);
            case PING -> write(frameOf(0x8a, new byte[0]));
            default -> throw new IOException("a frame of kind " + kind + " was not expected");
        }
    }

    private void text(int from, int to) throws IOException {
        int mark = find(from, to);
        if (mark >= 0) {
            tally.event(timeAt(mark + 1));
        } else if (contains(ESTABLISHED, from, to)) {
            tally.connected();
            next();
        } else if (contains(SUCCEEDED, from, to)) {
            next();
        }
    }

    /** Asks for the next channel, once the one before is granted. */
    private void next() throws IOException {
        String channel = wishes.poll();
        if (channel == null) {
            tally.subscribed();
        } else {
            write(frameOf(TEXT, ascii("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}")));
        }
    }

    private int find(int from, int to) {
        for (int i = from; i < to; i++) {
            if (in.get(i) == MARK) {
                return i;
            }
        }
        return -1;
    }

    private long timeAt(int from) {
        long time = 0;
        for (int i = from; in.get(i) != MARK; i++) {
            time = 10 * time + (in.get(i) - '0');
        }
        return time;
    }

    private boolean contains(byte[] wanted, int from, int to) {
        for (int start = from; start + wanted.length <= to; start++) {
            int same = 0;
            while (same < wanted.length && in.get(start + same) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    /** A client's frame; masked, as it must be, with zeros. */
    private static byte[] frameOf(int kind, byte[] payload) {
        boolean isLong = payload.length > 125;
        ByteBuffer frame = ByteBuffer.allocate((isLong ? 8 : 6) + payload.length);
        frame.put((byte) kind);
        frame.put((byte) (0x80 | (isLong ? 126 : payload.length)));
        if (isLong) {
            frame.putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        return frame.array();
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            socket.write(out);
        }
    }

    void pause() {
        key.interestOps(0);
    }

    void resume() {
        key.interestOps(SelectionKey.OP_READ);
    }

    void failed() {
        end(1006);
    }

    private void end(int code) {
        key.cancel();
        tally.closed(code);
        close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            tally.closed(1006);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
