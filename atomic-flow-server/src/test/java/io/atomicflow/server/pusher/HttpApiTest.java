package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    private final Clients clients = Clients.of(Clients.app(
            Set.of(), Map.of(AppLimit.PUBLISHES_PER_SECOND, 50, AppLimit.READS_PER_SECOND, 20)));
    private final BackEnd backEnd = clients.backEnd();
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    private static String event(String name, String channels, String data) {
        return "{\"name\":\"" + name + "\",\"channels\":" + channels + ",\"data\":" + data + "}";
    }

    private void answers(int status, String body, HttpAnswer answer) {
        assertEquals(status + " " + body, answer.status() + " " + answer.body());
    }

    @Test
    void anEventReachesAllOfItsChannelsAndTheAnswerIsEmpty() {
        client.heard(Clients.subscribe("a"));
        client.heard(Clients.subscribe("b"));

        answers(200, "{}", backEnd.post("events", event("hi", "[\"a\",\"b\",\"c\",\"a\"]", "\"{\\\"n\\\":1.0}\"")));

        assertEquals(
                List.of(
                        "{\"event\":\"hi\",\"channel\":\"a\",\"data\":\"{\\\"n\\\":1.0}\"}",
                        "{\"event\":\"hi\",\"channel\":\"b\",\"data\":\"{\\\"n\\\":1.0}\"}"),
                wire.sent.subList(3, wire.sent.size()));
    }

    @Test
    void whoSaysItIsNotToldIt() {
        FakeWire other = new FakeWire(FakeWire.Pace.AT_ONCE);
        client.heard(Clients.subscribe("a"));
        clients.connect(other).heard(Clients.subscribe("a"));

        backEnd.post("events",
                "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"socket_id\":\"" + client.id() + "\"}");

        assertEquals(2, wire.sent.size());
        assertEquals(3, other.sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"1.\"", "\"1.2.3\"", "\"1.2\\n\"", "\" 1.2\"", "\"1.2 \"", "\"a.b\"", "\"-1.2\"",
        "1.2",
        "\"\"", "\"1.2\\u0000\"", "{}", "[]", "true", "\"POST\\n/apps/the-app/events\"", "\"\\u0661.2\""})
    void whatIsNoSocketIdIsRefusedBeforeAnybodyIsTold(String id) {
        client.heard(Clients.subscribe("a"));

        HttpAnswer answer = backEnd.post(
                "events", "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"socket_id\":" + id + "}");

        assertEquals(400, answer.status(), answer.body());
        assertEquals(2, wire.sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null", "nonsense", "{}", "{\"name\":\"hi\"}",
        "{\"name\":\"hi\",\"channel\":\"a\"}",
        "{\"name\":7,\"channel\":\"a\",\"data\":\"1\"}", "{\"name\":\"\",\"channel\":\"a\",\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channel\":7,\"data\":\"1\"}", "{\"name\":\"hi\",\"channel\":\"a\",\"data\":1}",
        "{\"name\":\"hi\",\"channel\":\"a\",\"data\":{}}", "{\"name\":\"hi\",\"channel\":\"a\",\"data\":null}",
        "{\"name\":\"hi\",\"channels\":[],\"data\":\"1\"}", "{\"name\":\"hi\",\"channels\":\"a\",\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":{\"x\":\"a\"},\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[\"a\",7],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[[\"a\"]],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[\"a\",\"a b\"],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[\"a\",\"#b\"],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[\"a\",\"#server-to-user-\"],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channels\":[\"a\",\"#server-to-user-a b\"],\"data\":\"1\"}",
        "{\"name\":\"hi\",\"name\":\"ho\",\"channel\":\"a\",\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"info\":7}",
        "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"info\":\"secrets\"}",
        "{\"name\":\"pusher:hi\",\"channel\":\"a\",\"data\":\"1\"}",
        "{\"name\":\"pusher_internal:member_added\",\"channel\":\"a\",\"data\":\"1\"}",
        "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\"} {}",
        "{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"x\":1e99999999999}"})
    void aCallThatIsWrongInAnythingIsRefusedAsAWhole(String body) {
        client.heard(Clients.subscribe("a"));

        HttpAnswer answer = backEnd.post("events", body);

        assertEquals(400, answer.status(), answer.body());
        assertEquals(400, backEnd.post("batch_events", "{\"batch\":[" + event("hi", "[\"a\"]", "\"1\"") + "," + body
                + "]}").status());
        assertEquals(2, wire.sent.size());
    }

    @Test
    void whatIsTooLargeIsRefusedInTheWordsThatLibrariesLookFor() {
        HttpAnswer tooLong = backEnd.publish("a", "hi", "ä".repeat(5_121));
        assertEquals(413, tooLong.status());
        assertTrue(tooLong.body().contains("content of this event"), tooLong.body());
        assertEquals(200, backEnd.publish("a", "hi", "ä".repeat(5_120)).status());

        String eleven = String.join(",", Collections.nCopies(11, event("hi", "[\"a\"]", "\"1\"")));
        HttpAnswer batch = backEnd.post("batch_events", "{\"batch\":[" + eleven + "]}");
        assertEquals(400, batch.status());
        assertTrue(batch.body().contains("Batch too large"), batch.body());

        assertEquals(400, backEnd.publish("a", "x".repeat(201), "1").status());
        assertEquals(400, backEnd.publish("a".repeat(165), "hi", "1").status());
        assertEquals(400, backEnd.publish("#server-to-user-" + "a".repeat(129), "hi", "1").status());
        assertEquals(200, backEnd.publish("#server-to-user-" + "a".repeat(128), "hi", "1").status());
        String many = "[\"" + String.join("\",\"", java.util.stream.IntStream.range(0, 101)
                .mapToObj(Integer::toString).toList()) + "\"]";
        assertEquals(400, backEnd.post("events", event("hi", many, "\"1\"")).status());
    }

    @Test
    void channelsAreToldWithWhatIsAskedOfThem() {
        client.heard(Clients.subscribe("a"));
        client.heard(Clients.subscribe(client, "presence-a", "{\"user_id\":7}"));

        answers(200, "{\"channels\":{\"presence-a\":{\"user_count\":1}}}",
                backEnd.get("channels", "filter_by_prefix", "presence-", "info", "user_count"));
        answers(200, "{\"occupied\":true,\"subscription_count\":1}",
                backEnd.get("channels/a", "info", "subscription_count"));
        answers(200, "{\"occupied\":false,\"user_count\":0,\"subscription_count\":0}",
                backEnd.get("channels/presence-b", "info", "user_count,subscription_count"));
        answers(200, "{\"users\":[{\"id\":7}]}", backEnd.get("channels/presence-a/users"));
        answers(200, "{\"users\":[]}", backEnd.get("channels/presence-b/users"));
        answers(200, "{\"batch\":[{\"subscription_count\":1},{}]}", backEnd.post("batch_events",
                "{\"batch\":[{\"name\":\"hi\",\"channel\":\"a\",\"data\":\"1\",\"info\":\"subscription_count\"},"
                        + event("hi", "[\"b\"]", "\"1\"") + "]}"));
        answers(200, "{\"connections\":1}", backEnd.get("connections"));
    }

    @ParameterizedTest
    @CsvSource({"channels, info, user_count", "channels, info, nonsense", "channels/a, info, user_count",
        "channels/a, info, cache", "channels/a/users, info, ''", "channels/#server-to-user-a, info, ''",
        "channels/a b, info, ''", "channels//users, info, ''", "channels/, info, ''"})
    void aQuestionThatDoesNotFitTheChannelIsRefused(String call, String name, String value) {
        assertEquals(400, backEnd.get(call, name, value).status(), call);
    }

    @ParameterizedTest
    @CsvSource({"channels/a;b=c@d;e", "channels/a%3Bb=c%40d%3be", "channels/a;b%3Dc@d;e"})
    void aNameKeepsItsSemicolonsHoweverItIsWritten(String call) {
        client.heard(Clients.subscribe("a;b=c@d;e"));

        answers(200, "{\"occupied\":true}", backEnd.get(call));
    }

    @ParameterizedTest
    @ValueSource(strings = {"channels%2F*", "channels%2Fa", "users%2F*%2Fterminate_connections", "channels/a%2Fusers",
        "channels/*%2Fusers", "events%2F", "Events", "events/", "events/x", "", "/", "channels/a/users/x", "nothing",
        "../events",
        "%2E%2E/events", "./events", "events;x=1", "events%00", "channels/a/users%2F"})
    void whatLooksLikeAnotherPathIsNone(String call) {
        HttpAnswer answer = backEnd.get(call);
        assertTrue(answer.status() == 404 || answer.status() == 400, call + " -> " + answer);
        HttpAnswer posted = backEnd.post(call, event("hi", "[\"a\"]", "\"1\""));
        assertTrue(Set.of(400, 404, 405).contains(posted.status()), call + " -> " + posted);
    }

    @Test
    void aWrongMethodIsRefusedWithTheRightOne() {
        assertEquals(Map.of("Allow", "POST"), backEnd.get("events").headers());
        assertEquals(405, backEnd.post("channels", "").status());
        assertEquals(405, backEnd.get("users/a/terminate_connections").status());
        assertEquals(405, backEnd.ask("post", "/apps/the-app/events", new byte[0],
                backEnd.signed("POST", "/apps/the-app/events", new byte[0])).status());
    }

    @Test
    void anAppSaysAndAsksSoMuchASecondAndIsToldWhenThatIsTooMuch() {
        for (int i = 0; i < 5; i++) {
            assertEquals(200, backEnd.post("batch_events", "{\"batch\":["
                    + String.join(",", Collections.nCopies(10, event("hi", "[\"a\"]", "\"1\""))) + "]}").status());
        }
        HttpAnswer refused = backEnd.publish("a", "hi", "1");
        assertEquals(429, refused.status());
        assertEquals(Map.of("Retry-After", "1"), refused.headers());
        for (int i = 0; i < 20; i++) {
            assertEquals(200, backEnd.get("channels").status());
        }
        assertEquals(429, backEnd.get("connections").status());

        clients.time.pass(java.time.Duration.ofSeconds(1));
        assertEquals(200, backEnd.publish("a", "hi", "1").status());
        assertEquals(200, backEnd.get("channels").status());
    }

    @Test
    void textThatIsNoUtf8IsAnErrorOfItsSender() {
        byte[] body = event("hi", "[\"a\"]", "\"?\"").getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xFF;

        assertEquals(400, backEnd.post("events", body).status());
    }
}
