package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the server says in its own name, as text. {@code data} of most events is JSON within a JSON string. */
final class ServerMessage {

    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessage() {}

    static String connectionEstablished(String socketId, long activityTimeoutSeconds) {
        String data = write(json -> {
            json.writeStringField("socket_id", socketId);
            json.writeNumberField("activity_timeout", activityTimeoutSeconds);
        });
        return write(json -> {
            json.writeStringField("event", "pusher:connection_established");
            json.writeStringField("data", data);
        });
    }

    static String pong() {
        return "{\"event\":\"pusher:pong\",\"data\":{}}";
    }

    /** An error of the connection; {@code code} may be null, as the protocol has it, when none fits. */
    static String error(@Nullable Integer code, String message) {
        return write(json -> {
            json.writeStringField("event", "pusher:error");
            json.writeObjectFieldStart("data");
            if (code == null) {
                json.writeNullField("code");
            } else {
                json.writeNumberField("code", code);
            }
            json.writeStringField("message", message);
            json.writeEndObject();
        });
    }

    static String subscriptionSucceeded(String channel) {
        return write(json -> {
            json.writeStringField("event", "pusher_internal:subscription_succeeded");
            json.writeStringField("channel", channel);
            json.writeStringField("data", "{}");
        });
    }

    static String subscriptionError(String channel, SubscriptionError error) {
        return write(json -> {
            json.writeStringField("event", "pusher:subscription_error");
            json.writeStringField("channel", channel);
            json.writeObjectFieldStart("data");
            json.writeStringField("type", error.type());
            json.writeStringField("error", error.error());
            json.writeNumberField("status", error.status());
            json.writeEndObject();
        });
    }

    static String event(String channel, String event, String data) {
        return write(json -> {
            json.writeStringField("event", event);
            json.writeStringField("channel", channel);
            json.writeStringField("data", data);
        });
    }

    private static String write(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused to be written to", impossible);
        }
        return text.toString();
    }

    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
