package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Back ends ask who is there. */
final class ChannelCalls {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    String all(RunningApp app, SignedQuery query) throws HttpRefusal {
        String prefix = query.get("filter_by_prefix");
        ChannelFacts info = ChannelFacts.of(query.get("info"));
        if (info.asksFor("user_count") && !prefix.startsWith("presence-")) {
            throw HttpRefusal.badRequest("user_count needs filter_by_prefix to begin with presence-");
        }
        ObjectNode answer = JSON.objectNode();
        ObjectNode channels = answer.putObject("channels");
        for (Channel channel : app.occupied()) {
            String name = channel.name().text();
            if (name.startsWith(prefix)) {
                info.writeTo(channels.putObject(name), app, channel.name());
            }
        }
        return answer.toString();
    }

    String one(RunningApp app, ChannelName name, SignedQuery query) throws HttpRefusal {
        ChannelFacts info = ChannelFacts.of(query.get("info"));
        info.requireFits(name);
        ObjectNode answer = JSON.objectNode();
        answer.put("occupied", app.find(name.text()).filter(Channel::isOccupied).isPresent());
        info.writeTo(answer, app, name);
        return answer.toString();
    }

    String users(RunningApp app, ChannelName name) throws HttpRefusal {
        if (name.kind() != ChannelKind.PRESENCE) {
            throw HttpRefusal.badRequest("Users are known for presence channels only");
        }
        List<Member> present = app.find(name.text()).map(Channel::users).orElse(List.of());
        ObjectNode answer = JSON.objectNode();
        ArrayNode users = answer.putArray("users");
        present.forEach(user -> users.addObject().set("id", user.idAsSent()));
        return answer.toString();
    }
}
