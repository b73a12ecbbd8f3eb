package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the server says in its own name, as text. {@code data} of most events is JSON within a JSON string. */
final class ServerMessage {

    private ServerMessage() {}

    static String connectionEstablished(String socketId, long activityTimeoutSeconds) {
        String data = JsonText.of(json -> {
            json.writeStringField("socket_id", socketId);
            json.writeNumberField("activity_timeout", activityTimeoutSeconds);
        });
        return JsonText.of(json -> {
            json.writeStringField("event", "pusher:connection_established");
            json.writeStringField("data", data);
        });
    }

    static String pong() {
        return "{\"event\":\"pusher:pong\",\"data\":{}}";
    }

    /** An error of the connection; {@code code} may be null, as the protocol has it, when none fits. */
    static String error(@Nullable Integer code, String message) {
        return JsonText.of(json -> {
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
        return JsonText.of(json -> {
            json.writeStringField("event", "pusher_internal:subscription_succeeded");
            json.writeStringField("channel", channel);
            json.writeStringField("data", "{}");
        });
    }

    static String subscriptionError(String channel, SubscriptionError error) {
        return JsonText.of(json -> {
            json.writeStringField("event", "pusher:subscription_error");
            json.writeStringField("channel", channel);
            json.writeObjectFieldStart("data");
            json.writeStringField("type", error.type());
            json.writeStringField("error", error.error());
            json.writeNumberField("status", error.status());
            json.writeEndObject();
        });
    }

    static String presenceSucceeded(String channel, Collection<Member> members) {
        return internal("subscription_succeeded", channel, json -> {
            json.writeObjectFieldStart("presence");
            json.writeNumberField("count", members.size());
            json.writeArrayFieldStart("ids");
            for (Member member : members) {
                json.writeRawValue(member.idAsSent().toString());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("hash");
            for (Member member : members) {
                json.writeFieldName(member.id());
                json.writeRawValue(member.info() == null ? "null" : member.info().toString());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static String memberAdded(String channel, Member member) {
        return internal("member_added", channel, json -> {
            writeRaw(json, "user_id", member.idAsSent());
            if (member.info() != null) {
                writeRaw(json, "user_info", member.info());
            }
        });
    }

    static String memberRemoved(String channel, Member member) {
        return internal("member_removed", channel, json -> writeRaw(json, "user_id", member.idAsSent()));
    }

    static String subscriptionCount(String channel, int count) {
        return internal("subscription_count", channel, json -> json.writeNumberField("subscription_count", count));
    }

    static String cacheMiss(String channel) {
        return JsonText.of(json -> {
            json.writeStringField("event", "pusher:cache_miss");
            json.writeStringField("channel", channel);
            json.writeStringField("data", "{}");
        });
    }

    static String signInSucceeded(String userData) {
        return JsonText.of(json -> {
            json.writeStringField("event", "pusher:signin_success");
            json.writeObjectFieldStart("data");
            json.writeStringField("user_data", userData);
            json.writeEndObject();
        });
    }

    /**
     * What a client says to the others.
     *
     * @param data as JSON, which arrives as it is here
     * @param speaker who says it, where clients know each other
     */
    static String clientEvent(String channel, String event, String data, @Nullable Member speaker) {
        return JsonText.of(json -> {
            json.writeStringField("event", event);
            json.writeStringField("channel", channel);
            json.writeFieldName("data");
            json.writeRawValue(data);
            if (speaker != null) {
                writeRaw(json, "user_id", speaker.idAsSent());
            }
        });
    }

    private static void writeRaw(JsonGenerator json, String field, JsonNode value) throws IOException {
        json.writeFieldName(field);
        json.writeRawValue(value.toString());
    }

    private static String internal(String event, String channel, JsonText.Fields data) {
        return event(channel, "pusher_internal:" + event, JsonText.of(data));
    }

    static String event(String channel, String event, String data) {
        return JsonText.of(json -> {
            json.writeStringField("event", event);
            json.writeStringField("channel", channel);
            json.writeStringField("data", data);
        });
    }
}
