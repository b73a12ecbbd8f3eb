package io.atomicflow.server.pusher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One message to clients, already in the bytes that go over the wire, which all who get it share. */
public final class EncodedEvent {

    private static final long NOT_TIMED = 0;

    /** A pair counts as one character, which is none of these. */
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final byte[] bytes;
    private final long publishedAt;

    private EncodedEvent(String text, long publishedAt) {
        this.bytes = whole(text).getBytes(StandardCharsets.UTF_8);
        this.publishedAt = publishedAt;
    }

    /** UTF-8 cannot hold half of a surrogate pair; JSON can name it, by an escape. */
    private static String whole(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (Character.isSurrogate(json.charAt(i))) {
                return HALF.matcher(json).replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
            }
        }
        return json;
    }

    /** An event on a channel; {@code data} arrives at the client as it is here. */
    public static EncodedEvent of(String channel, String event, String data) {
        return raw(ServerMessage.event(channel, event, data));
    }

    static EncodedEvent raw(String text) {
        return new EncodedEvent(text, NOT_TIMED);
    }

    /** One whose way to the sockets is timed from {@code publishedAt} on. */
    static EncodedEvent timed(String text, long publishedAt) {
        return new EncodedEvent(text, publishedAt == NOT_TIMED ? 1 : publishedAt);
    }

    /** A view of its own for each who asks, on bytes that are there once. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
    }

    /** How much memory it holds while it waits. */
    int weight() {
        return bytes.length;
    }

    boolean isTimed() {
        return publishedAt != NOT_TIMED;
    }

    long publishedAt() {
        return publishedAt;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
