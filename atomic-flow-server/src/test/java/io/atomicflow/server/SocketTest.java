package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withConnections(50);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/somewhere/else?protocol=7, 4005",
        "/app/wrong?protocol=7, 4001",
        "/app/atomic-flow, 4008",
        "/app/atomic-flow?protocol=99, 4007",
        "/app/atomic-flow?protocol=7&version=%3Cb%3E, 4006",
    })
    void aRefusedClientIsUpgradedThenToldWhyThenClosed(String path, int code) throws Exception {
        TestSocket client = server.connect(path);

        assertEquals(code, client.data("pusher:error").get("code").intValue());
        assertEquals(code, client.closeCode());
    }

    @Test
    void aForeignOriginIsRefusedAndAnAllowedOneAndOurOwnAreNot() throws Exception {
        var uri = server.socket("/app/atomic-flow?protocol=7");
        assertEquals(4009, TestSocket.openFrom(server.http, uri, "http://evil.example").closeCode());
        assertEquals(4009, TestSocket.openFrom(server.http, uri, "http://127.0.0.1:1").closeCode());

        String own = server.server.uri().toString();
        assertTrue(TestSocket.openFrom(server.http, uri, own).data("pusher:connection_established").has("socket_id"));
        assertTrue(TestSocket.openFrom(server.http, uri, "https://friend.example")
                .data("pusher:connection_established")
                .has("socket_id"));
    }

    @Test
    void aSubscriberIsToldEverythingThenWhatChangesUntilItAddsUp() throws Exception {
        TestSocket client = server.connect();
        client.subscribe("flow");
        assertEquals("pusher:connection_established", client.next().get("event").textValue());
        assertEquals("pusher_internal:subscription_succeeded", client.next().get("event").textValue());
        assertEquals("snapshot", client.next().get("event").textValue());

        int tasks = 200;
        assertEquals(202, server.postTasks("{\"count\":" + tasks + ",\"limit\":10,\"millis\":1}").statusCode());
        Set<Long> ended = new HashSet<>();
        long frame = -1;
        while (ended.size() < tasks) {
            JsonNode delta = client.data("delta");
            if (frame >= 0) {
                assertEquals(frame + 1, delta.get("from").longValue());
            }
            frame = delta.get("frame").longValue();
            for (JsonNode task : delta.get("tasks")) {
                if (task.get(2).intValue() == 4) {
                    assertTrue(ended.add(task.get(0).longValue()), "told twice: " + task);
                }
            }
        }
    }

    @Test
    void aSnapshotNamesFiveThousandTasksAtMost() throws Exception {
        try (TestServer own = TestServer.withCapacity(10_000)) {
            TestSocket client = own.connect();
            client.subscribe("flow");
            client.data("snapshot");
            own.postTasks("{\"count\":6000,\"limit\":1,\"millis\":60000}");
            Set<Long> named = new HashSet<>();
            while (named.size() < 5_000) {
                client.data("delta").get("tasks").forEach(task -> named.add(task.get(0).longValue()));
            }

            client.subscribe("flow");
            JsonNode snapshot = client.data("snapshot");

            assertEquals(5_000, snapshot.get("tasks").size());
            assertEquals(6_000, snapshot.get("live").intValue());
        }
    }

    @Test
    void anEventLongerThanAClientMaySendArrivesWhole() throws Exception {
        TestSocket client = server.connect();
        client.subscribe("news");
        client.data("pusher_internal:subscription_succeeded");
        String longText = "ä€x".repeat(100_000);

        server.server.pusher().channels("atomic-flow").publish("news", "long", '"' + longText + '"');

        assertEquals(longText, client.data("long").textValue());
    }

    @Test
    void metricsComeByThemselves() throws Exception {
        TestSocket client = server.connect();
        client.subscribe("flow");

        JsonNode metrics = client.data("metrics");

        assertTrue(metrics.get("clients").intValue() >= 1, metrics.toString());
        assertTrue(metrics.at("/memory/usedBytes").longValue() > 0, metrics.toString());
        assertTrue(metrics.at("/perSecond/complete").isNumber(), metrics.toString());
    }

    @Test
    void aPingOfWebSocketItselfIsAnsweredWithItsPayload() throws Exception {
        TestSocket client = server.connect();
        client.ping("hello");

        assertEquals("hello", client.pong.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aMessageThatIsTooLongOrBinaryEndsOnlyItsOwnConnection() throws Exception {
        TestSocket bystander = server.connect();
        TestSocket tooLong = server.connect();
        TestSocket binary = server.connect();
        tooLong.send("x".repeat(65_537));
        binary.sendBinary();

        assertEquals(1009, tooLong.closeCode());
        assertEquals(1003, binary.closeCode());
        bystander.send("{\"event\":\"pusher:ping\"}");
        bystander.data("pusher:pong");
    }

    @Test
    void aClientThatVanishesIsForgotten() throws Exception {
        try (TestServer own = TestServer.withConnections(1)) {
            try (RawClient vanishing = RawClient.connectedTo(own)) {
                assertEquals(4004, own.connect().closeCode());
                vanishing.send("{}");
            }
            TestServer.eventually("it is forgotten", () -> own.server.pusher().connected() == 0);
        }
    }

    @Test
    void eachEndIsCountedOnceHoweverItCame() throws Exception {
        try (TestServer own = TestServer.withConnections(1)) {
            int ends = 10;
            for (int i = 0; i < ends; i++) {
                try (RawClient vanishing = RawClient.connectedTo(own)) {
                    vanishing.send("{}");
                }
                TestServer.eventually("it is forgotten", () -> own.server.pusher().connected() == 0);
            }

            TestServer.eventually("all are counted", () -> ended(own) >= ends);
            assertEquals(ends, ended(own));
        }
    }

    private static double ended(TestServer own) {
        try {
            return own.get("/metrics").body().lines()
                    .filter(line -> line.startsWith("atomicflow_pusher_ended_total"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void whenTheServerStopsEveryClientIsToldThatItGoesAway() throws Exception {
        TestServer own = TestServer.withConnections(50);
        TestSocket one = own.connect();
        TestSocket other = own.connect();
        other.data("pusher:connection_established");
        one.data("pusher:connection_established");

        own.server.close();

        assertEquals(4200, one.closeCode());
        assertEquals(4200, other.closeCode());
        own.close();
    }
}
