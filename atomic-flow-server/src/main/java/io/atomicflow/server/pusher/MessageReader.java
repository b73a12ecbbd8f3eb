package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Understands the text of a client, however hostile: what it cannot understand is a value too. */
final class MessageReader {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_NUMBER_LENGTH = 100;

    private final JsonMapper json;

    MessageReader(int maxMessageBytes) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxStringLength(maxMessageBytes)
                .maxNameLength(1_000)
                .build();
        this.json = JsonMapper.builder(
                JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    ClientMessage read(String text) {
        try {
            return understand(json.readTree(text));
        } catch (JsonProcessingException notJson) {
            return new ClientMessage.Malformed("A message is a JSON object");
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
        return switch (event.textValue()) {
            case "pusher:ping" -> new ClientMessage.Ping();
            case "pusher:subscribe" -> {
                JsonNode channel = channelOf(message);
                yield channel.isTextual()
                        ? new ClientMessage.Subscribe(channel.textValue())
                        : new ClientMessage.Malformed("pusher:subscribe needs data.channel, which is a string");
            }
            case "pusher:unsubscribe" -> {
                JsonNode channel = channelOf(message);
                yield channel.isTextual()
                        ? new ClientMessage.Unsubscribe(channel.textValue())
                        : new ClientMessage.Malformed("pusher:unsubscribe needs data.channel, which is a string");
            }
            default -> new ClientMessage.Ignored(event.textValue());
        };
    }

    /** Some clients send {@code data} as an object, others as a string with an object in it. */
    private JsonNode channelOf(JsonNode message) throws JsonProcessingException {
        JsonNode data = message.path("data");
        return (data.isTextual() ? json.readTree(data.textValue()) : data).path("channel");
    }
}
