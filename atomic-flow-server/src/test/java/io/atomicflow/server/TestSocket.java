package io.atomicflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the JDK's own making, as plain as can be. */
final class TestSocket implements WebSocket.Listener {

    private static final JsonMapper JSON = new JsonMapper();

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<String> pong = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static TestSocket open(HttpClient http, URI uri) {
        TestSocket client = new TestSocket();
        client.socket = http.newWebSocketBuilder().buildAsync(uri, client).join();
        return client;
    }

    static TestSocket openFrom(HttpClient http, URI uri, String origin) {
        TestSocket client = new TestSocket();
        client.socket = http.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(uri, client)
                .join();
        return client;
    }

    private WebSocket socket() {
        return java.util.Objects.requireNonNull(socket);
    }

    void send(String text) {
        socket().sendText(text, true).join();
    }

    void sendBinary() {
        socket().sendBinary(ByteBuffer.allocate(3), true).join();
    }

    void ping(String payload) {
        socket().sendPing(ByteBuffer.wrap(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .join();
    }

    void subscribe(String channel) {
        send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
    }

    /** The next message, whatever it is. */
    JsonNode next() throws Exception {
        String text = messages.poll(TestServer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("no message came");
        }
        return JSON.readTree(text);
    }

    /** The data of the next message of this event; others are passed over. */
    JsonNode data(String event) throws Exception {
        long deadline = System.nanoTime() + TestServer.DEADLINE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            JsonNode message = next();
            if (message.get("event").textValue().equals(event)) {
                JsonNode data = message.get("data");
                return data.isTextual() ? JSON.readTree(data.textValue()) : data;
            }
        }
        throw new AssertionError("no event " + event + " came");
    }

    int closeCode() throws Exception {
        return closed.get(TestServer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pong.complete(java.nio.charset.StandardCharsets.UTF_8.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
