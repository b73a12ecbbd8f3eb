package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The channels of the flow over real sockets: public, private, and who is there. */
class FlowChannelsTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** A client that knows its own socket's id. */
    private record Client(TestServer server, TestSocket socket, String id) {

        static Client of(TestServer server) throws Exception {
            TestSocket socket = server.connect();
            return new Client(
                    server, socket, socket.data("pusher:connection_established").get("socket_id").textValue());
        }

        /** Asks for a signature as a page does, and subscribes with it. */
        void subscribe(String channel, String more) throws Exception {
            HttpRequest request = server.request("/api/pusher/auth")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("socket_id=" + id + "&channel_name=" + channel + more))
                    .build();
            JsonNode signed = JSON.readTree(server.http.send(request, BodyHandlers.ofString()).body());
            subscribe(channel, signed.get("auth").textValue(), signed.path("channel_data").textValue());
        }

        void subscribe(String channel, String auth, @Nullable String data) throws Exception {
            var wish = JSON.createObjectNode().put("event", "pusher:subscribe");
            var wanted = wish.putObject("data").put("channel", channel).put("auth", auth);
            if (data != null) {
                wanted.put("channel_data", data);
            }
            socket.send(wish.toString());
        }

        String nextEvent() throws Exception {
            return socket.next().get("event").textValue();
        }
    }

    @Test
    void whenTheChannelsArePrivateThePublicOneSaysNothingAndThePrivateOneWantsASignature() throws Exception {
        try (TestServer server = TestServer.withPrivateChannels()) {
            assertEquals("private-",
                    JSON.readTree(server.get("/api/config").body()).at("/channels/prefix").textValue());
            Client client = Client.of(server);

            client.socket().subscribe("flow");
            assertEquals("pusher_internal:subscription_succeeded", client.nextEvent());

            client.socket().subscribe("private-flow");
            assertEquals("pusher:subscription_error", client.nextEvent());
            client.subscribe("private-flow", "atomic-flow:" + "0".repeat(64), null);
            assertEquals("pusher:subscription_error", client.nextEvent());

            client.subscribe("private-flow", "");
            assertEquals("pusher_internal:subscription_succeeded", client.nextEvent());
            for (String event : new String[]{"snapshot", "metrics", "metrics"}) {
                JsonNode message = client.socket().next();
                assertEquals(event, message.get("event").textValue(), message.toString());
                assertEquals("private-flow", message.get("channel").textValue());
            }
        }
    }

    @Test
    void aTaskIsFollowedToItsEndAndItsLimitBesideIt() throws Exception {
        try (TestServer server = TestServer.withCapacity(100)) {
            Client client = Client.of(server);
            client.socket().subscribe("flow");
            client.socket().data("snapshot");
            client.socket().subscribe("limit-3");
            JsonNode idle = client.socket().data("limit");
            assertEquals(3, idle.get("permits").intValue());
            assertEquals(0, idle.get("held").intValue());

            server.postTasks("{\"count\":1,\"limit\":3,\"millis\":60000}");
            assertEquals(1, client.socket().data("limit").get("held").intValue());
            client.socket().subscribe("task-1");
            JsonNode running = client.socket().data("task");
            assertEquals("IN_PROGRESS", running.get("state").textValue());
            assertEquals("3", running.get("limit").textValue());

            Thread stopping = Thread.ofVirtual().start(server.server::close);
            JsonNode task = client.socket().data("task");
            while (task.get("state").textValue().equals("IN_PROGRESS")) {
                task = client.socket().data("task");
            }
            assertEquals("CANCELLED", task.get("state").textValue());
            stopping.join();
        }
    }

    @Test
    void severalTabsOfOneBrowserAreOneWatcher() throws Exception {
        try (TestServer server = TestServer.withConnections(10)) {
            Client first = Client.of(server);
            first.subscribe("presence-watchers", "&user_id=aaaaaaaaaaaaaaaa");
            assertEquals(1,
                    first.socket().data("pusher_internal:subscription_succeeded").at("/presence/count").intValue());
            Client tab = Client.of(server);
            tab.subscribe("presence-watchers", "&user_id=aaaaaaaaaaaaaaaa");
            assertEquals(1,
                    tab.socket().data("pusher_internal:subscription_succeeded").at("/presence/count").intValue());

            Client other = Client.of(server);
            other.subscribe("presence-watchers", "&user_id=bbbbbbbbbbbbbbbb");

            JsonNode succeeded = other.socket().data("pusher_internal:subscription_succeeded");
            assertEquals(2, succeeded.at("/presence/count").intValue());
            assertTrue(succeeded.at("/presence/hash").has("aaaaaaaaaaaaaaaa"), succeeded.toString());
            JsonNode added = first.socket().data("pusher_internal:member_added");
            assertEquals("bbbbbbbbbbbbbbbb", added.get("user_id").textValue());
        }
    }
}
