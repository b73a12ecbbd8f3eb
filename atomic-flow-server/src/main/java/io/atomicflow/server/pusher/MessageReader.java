package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Understands the text of a client, however hostile: what it cannot understand is a value too. */
final class MessageReader {

    private static final String CLIENT_EVENT = "client-";

    private final JsonMapper json;

    MessageReader(int maxMessageBytes) {
        this.json = Json.within(maxMessageBytes);
    }

    ClientMessage read(String text) {
        try {
            return understand(Json.read(json, text));
        } catch (JsonProcessingException notJson) {
            return new ClientMessage.Malformed("A message is a JSON object");
        }
    }

    /** Reads JSON that was sent as a string within a message. Empty if it is no JSON object. */
    Optional<JsonNode> object(String text) {
        try {
            return Optional.of(Json.read(json, text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private ClientMessage understand(JsonNode message) throws JsonProcessingException {
        if (!message.isObject()) {
            return new ClientMessage.Malformed("A message is a JSON object");
        }
        JsonNode event = message.path("event");
        if (!event.isTextual()) {
            return new ClientMessage.Malformed("A message needs an event, which is a string");
        }
        String name = event.textValue();
        return switch (name) {
            case "pusher:ping" -> new ClientMessage.Ping();
            case "pusher:subscribe" -> subscribe(dataOf(message));
            case "pusher:unsubscribe" -> {
                JsonNode channel = dataOf(message).path("channel");
                yield channel.isTextual()
                        ? new ClientMessage.Unsubscribe(channel.textValue())
                        : new ClientMessage.Malformed("pusher:unsubscribe needs data.channel, which is a string");
            }
            case "pusher:signin" -> signIn(dataOf(message));
            default -> name.startsWith(CLIENT_EVENT) ? event(name, message) : new ClientMessage.Ignored(name);
        };
    }

    private static ClientMessage subscribe(JsonNode data) {
        JsonNode channel = data.path("channel");
        JsonNode auth = data.path("auth");
        JsonNode channelData = data.path("channel_data");
        if (!channel.isTextual()) {
            return new ClientMessage.Malformed("pusher:subscribe needs data.channel, which is a string");
        }
        if (!isTextOrAbsent(auth) || !isTextOrAbsent(channelData)) {
            return new ClientMessage.Malformed("data.auth and data.channel_data of pusher:subscribe are strings");
        }
        return new ClientMessage.Subscribe(channel.textValue(), auth.asText(""), channelData.textValue());
    }

    private static ClientMessage signIn(JsonNode data) {
        JsonNode auth = data.path("auth");
        JsonNode userData = data.path("user_data");
        return auth.isTextual() && userData.isTextual()
                ? new ClientMessage.SignIn(auth.textValue(), userData.textValue())
                : new ClientMessage.Malformed("pusher:signin needs data.auth and data.user_data, which are strings");
    }

    private ClientMessage event(String name, JsonNode message) throws JsonProcessingException {
        JsonNode channel = message.path("channel");
        if (!channel.isTextual()) {
            return new ClientMessage.Malformed("A client event needs a channel, which is a string");
        }
        JsonNode data = message.path("data");
        return new ClientMessage.Event(
                name, channel.textValue(), data.isMissingNode() ? "null" : json.writeValueAsString(data));
    }

    private static boolean isTextOrAbsent(JsonNode node) {
        return node.isTextual() || node.isNull() || node.isMissingNode();
    }

    /** Some clients send {@code data} as an object, others as a string with an object in it. */
    private JsonNode dataOf(JsonNode message) throws JsonProcessingException {
        JsonNode data = message.path("data");
        if (!data.isTextual()) {
            return data;
        }
        JsonNode within = Json.read(json, data.textValue());
        return within == null ? MissingNode.getInstance() : within;
    }
}
