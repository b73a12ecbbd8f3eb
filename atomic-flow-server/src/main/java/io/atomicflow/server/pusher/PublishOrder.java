package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One event that a back end wants told. One that was made is within all bounds.
 *
 * @param but the connection that is not told; empty for none
 * @param info what is to be answered of each channel
 */
record PublishOrder(String name, String data, List<ChannelName> channels, Optional<String> but, ChannelFacts info) {

    static PublishOrder of(JsonNode event, App app) throws HttpRefusal {
        return new PublishOrder(
                name(event, app), data(event, app), channels(event, app), socketId(event),
                ChannelFacts.of(text(event, "info")));
    }

    private static String name(JsonNode event, App app) throws HttpRefusal {
        String name = text(event, "name");
        int most = app.limit(AppLimit.EVENT_NAME);
        if (name.isEmpty() || name.length() > most) {
            throw HttpRefusal.badRequest("name must be a string of 1 to " + most + " characters");
        }
        if (Reserved.isReserved(name)) {
            throw HttpRefusal.badRequest("Names that begin with pusher: or pusher_internal: belong to the protocol");
        }
        return name;
    }

    private static String data(JsonNode event, App app) throws HttpRefusal {
        JsonNode data = event.path("data");
        if (!data.isTextual()) {
            throw HttpRefusal.badRequest("data must be a string");
        }
        int most = app.limit(AppLimit.EVENT_BYTES);
        if (data.textValue().getBytes(StandardCharsets.UTF_8).length > most) {
            throw HttpRefusal.tooLarge(
                    "The data content of this event exceeds the allowed maximum (" + most + " bytes).");
        }
        return data.textValue();
    }

    private static List<ChannelName> channels(JsonNode event, App app) throws HttpRefusal {
        SequencedSet<String> names = new LinkedHashSet<>();
        if (event.has("channel")) {
            names.add(text(event, "channel"));
        }
        JsonNode more = event.path("channels");
        if (more.isObject()) {
            throw HttpRefusal.badRequest("channels must be an array");
        }
        for (JsonNode channel : more) {
            names.add(channel.isTextual() ? channel.textValue() : "");
        }
        int most = app.limit(AppLimit.CHANNELS_PER_EVENT);
        if (names.isEmpty() || names.size() > most) {
            throw HttpRefusal.badRequest("An event needs a channel, or channels: an array of 1 to " + most);
        }
        List<ChannelName> channels = new ArrayList<>();
        for (String name : names) {
            channels.add(channel(name, app));
        }
        return channels;
    }

    private static ChannelName channel(String text, App app) throws HttpRefusal {
        ChannelName name = ChannelName.of(text);
        int most = name.kind() == ChannelKind.USER
                ? ChannelName.USER_PREFIX.length() + app.limit(AppLimit.USER_ID)
                : app.limit(AppLimit.CHANNEL_NAME);
        if (text.length() > most) {
            throw HttpRefusal.badRequest("A channel's name has at most " + most + " characters");
        }
        Optional<String> complaint = name.complaint();
        if (complaint.isPresent()) {
            throw HttpRefusal.badRequest(complaint.get());
        }
        return name;
    }

    private static Optional<String> socketId(JsonNode event) throws HttpRefusal {
        JsonNode id = event.path("socket_id");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isTextual() || !SocketIds.isSocketId(id.textValue())) {
            throw HttpRefusal.badRequest("socket_id must look like 123.456");
        }
        return Optional.of(id.textValue());
    }

    /** A field that is a string; empty if it is not there. */
    private static String text(JsonNode event, String field) throws HttpRefusal {
        JsonNode value = event.path(field);
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        throw HttpRefusal.badRequest(field + " must be a string");
    }

    boolean wantsInfo() {
        return !info.isEmpty();
    }

    void publish(RunningApp app) {
        Connection speaker = but.flatMap(app.registry()::find).orElse(null);
        channels.forEach(channel -> app.publish(channel, name, data, speaker));
    }
}
