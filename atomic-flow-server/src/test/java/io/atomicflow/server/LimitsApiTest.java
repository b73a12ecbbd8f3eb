package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsApiTest {

    private TestServer server;
    private Answers api;

    @BeforeEach
    void start() {
        server = TestServer.withCapacity(1_000);
        api = new Answers(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode limit(String key) {
        return api.ok("/api/limits/" + key);
    }

    private JsonNode change(String key, String body) throws Exception {
        return Answers.json(server.patch("/api/limits/" + key, body), 200);
    }

    private void held(String key, int permits) {
        TestServer.eventually(permits + " held", () -> limit(key).get("held").intValue() == permits);
    }

    @Test
    void allLimitsAreListedAsEachIsToldAlone() {
        JsonNode all = api.ok("/api/limits").get("limits");

        assertEquals(10, all.size());
        assertEquals(limit("3").toString(), all.get(2).toString());
        assertEquals("{\"key\":\"3\",\"permits\":3,\"startPermits\":3,\"held\":0,\"waiting\":0,\"paused\":false,"
                + "\"waitMillis\":{\"count\":0,\"p50\":0.0,\"p95\":0.0,\"p99\":0.0,\"max\":0.0},"
                + "\"runMillis\":{\"count\":0,\"p50\":0.0,\"p95\":0.0,\"p99\":0.0,\"max\":0.0}}",
                all.get(2).toString());
    }

    @Test
    void aLimitThatGrowsLetsMoreIn() throws Exception {
        server.postTasks("{\"count\":20,\"limit\":2,\"millis\":60000}");
        held("2", 2);

        JsonNode grown = change("2", "{\"permits\":5}");

        assertEquals(5, grown.get("permits").intValue());
        assertEquals(2, grown.get("startPermits").intValue());
        held("2", 5);
        assertEquals("2", api.ok("/api/config").at("/limits/1/permits").toString(), "config tells the start size");
    }

    @Test
    void aLimitBelowWhatIsHeldShrinksAsPermitsComeBack() throws Exception {
        server.postTasks("{\"count\":6,\"limit\":4,\"millis\":60000}");
        held("4", 4);

        JsonNode shrunk = change("4", "{\"permits\":1}");

        assertEquals(1, shrunk.get("permits").intValue());
        assertEquals(4, shrunk.get("held").intValue());
        for (int id = 1; id <= 3; id++) {
            Answers.json(server.post("/api/tasks/" + id + "/cancel", ""), 200);
        }
        held("4", 1);
        assertEquals(2, limit("4").get("waiting").intValue());
    }

    @Test
    void aPausedLimitLetsNobodyInAndKeepsItsSize() throws Exception {
        assertTrue(change("3", "{\"paused\":true}").get("paused").booleanValue());
        server.postTasks("{\"count\":9,\"limit\":3,\"millis\":60000}");
        TestServer.eventually("all wait", () -> limit("3").get("waiting").intValue() == 9);
        assertEquals(3, limit("3").get("permits").intValue());

        JsonNode both = change("3", "{\"permits\":7,\"paused\":true}");
        assertEquals(7, both.get("permits").intValue());
        assertEquals(0, both.get("held").intValue(), "a paused limit that grows lets nobody in");

        assertFalse(change("3", "{\"permits\":2,\"paused\":false}").get("paused").booleanValue());
        held("3", 2);
        assertEquals(7, limit("3").get("waiting").intValue());
    }

    @Test
    void aLimitThatGrowsAndIsPausedInOneStepLetsNobodyIn() throws Exception {
        server.postTasks("{\"count\":9,\"limit\":3,\"millis\":60000}");
        held("3", 3);
        TestServer.eventually("the others wait", () -> limit("3").get("waiting").intValue() == 6);

        JsonNode paused = change("3", "{\"permits\":7,\"paused\":true}");

        assertEquals(3, paused.get("held").intValue());
        assertEquals(6, paused.get("waiting").intValue());
    }

    @Test
    void zeroPermitsHoldEverybodyBack() throws Exception {
        change("5", "{\"permits\":0}");
        server.postTasks("{\"count\":3,\"limit\":5,\"millis\":0}");
        TestServer.eventually("all wait", () -> limit("5").get("waiting").intValue() == 3);

        change("5", "{\"permits\":1000}");

        TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);
    }

    @Test
    void aKeyMayBeWrittenInEscapes() throws Exception {
        assertEquals("10", limit("%31%30").get("key").textValue());
        assertEquals(8, change("%37", "{\"permits\":8}").get("permits").intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "01", "a%20b", "%F0%9F%98%80", "a+b"})
    void aLimitThatIsNotThereIsNotFound(String key) throws Exception {
        Answers.problem(server.get("/api/limits/" + key), 404);
        Answers.problem(server.patch("/api/limits/" + key, "{\"permits\":1}"), 404);
        assertEquals(10, api.ok("/api/limits").get("limits").size(), "and is not made either");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"permits\":-1}|permits|permits must be 0 to 1000, was -1",
        "{\"permits\":1001}|permits|permits must be 0 to 1000, was 1001",
        "{\"permits\":\"3\"}|permits|permits must be 0 to 1000, was \"3\"",
        "{\"permits\":2.5}|permits|permits must be 0 to 1000, was 2.5",
        "{\"permits\":null}|permits|permits must be 0 to 1000, was null",
        "{\"paused\":1}|paused|paused must be true or false, was 1",
        "{\"size\":1}|size|unknown field 'size'; there are permits, paused",
        "{}|permits|say what to change: permits, as a number of 0 to 1000, or paused, as true or false, or both",
    })
    void aWrongChangeIsNamedWithWhatIsAllowedAndChangesNothing(String body, String field, String detail)
            throws Exception {
        String before = limit("6").toString();

        JsonNode problem = Answers.problem(server.patch("/api/limits/6", body), 400);

        assertEquals(field, problem.get("field").textValue());
        assertEquals(detail, problem.get("detail").textValue());
        assertEquals(before, limit("6").toString());
    }

    @Test
    void aChangeIsReadAsJsonOnly() throws Exception {
        var form = server.request("/api/limits/6")
                .header("Content-Type", "text/plain")
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{\"permits\":1}"))
                .build();

        Answers.problem(server.http.send(form, java.net.http.HttpResponse.BodyHandlers.ofString()), 415);
    }
}
