package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Back ends tell clients something: one event, or several at once. All of a call is checked before any of it is done. */
final class EventCalls {

    private final JsonMapper json;

    EventCalls(JsonMapper json) {
        this.json = json;
    }

    String one(RunningApp app, byte[] body) throws HttpRefusal {
        PublishOrder order = PublishOrder.of(object(body), app.app());
        admit(app, 1);
        order.publish(app);
        return order.wantsInfo() ? channelsOf(order, app).toString() : "{}";
    }

    String batch(RunningApp app, byte[] body) throws HttpRefusal {
        JsonNode batch = object(body).path("batch");
        int most = app.app().limit(AppLimit.BATCH);
        if (!batch.isArray() || batch.isEmpty()) {
            throw HttpRefusal.badRequest("batch must be an array of 1 to " + most + " events");
        }
        if (batch.size() > most) {
            throw HttpRefusal.badRequest("Batch too large (" + batch.size() + " > " + most + ")");
        }
        List<PublishOrder> orders = new ArrayList<>();
        for (JsonNode event : batch) {
            orders.add(PublishOrder.of(event, app.app()));
        }
        admit(app, orders.size());
        orders.forEach(order -> order.publish(app));
        return orders.stream().anyMatch(PublishOrder::wantsInfo) ? infoOf(orders, app) : "{}";
    }

    private static void admit(RunningApp app, int events) throws HttpRefusal {
        if (!app.publishes().tryTake(events)) {
            throw HttpRefusal.tooMany(app.publishes().perSecond(), "events");
        }
    }

    private JsonNode object(byte[] body) throws HttpRefusal {
        try {
            JsonNode known = Json.read(json,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
            if (known != null && known.isObject()) {
                return known;
            }
        } catch (IOException notJson) {
            throw HttpRefusal.badRequest("The body is not JSON");
        }
        throw HttpRefusal.badRequest("The body must be a JSON object");
    }

    private ObjectNode channelsOf(PublishOrder order, RunningApp app) {
        ObjectNode answer = json.createObjectNode();
        ObjectNode channels = answer.putObject("channels");
        for (ChannelName name : order.channels()) {
            order.info().writeTo(channels.putObject(name.text()), app, name);
        }
        return answer;
    }

    private String infoOf(List<PublishOrder> orders, RunningApp app) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode batch = answer.putArray("batch");
        for (PublishOrder order : orders) {
            ObjectNode event = batch.addObject();
            if (order.wantsInfo()) {
                order.info().writeTo(event, app, order.channels().getFirst());
            }
        }
        return answer.toString();
    }
}
