package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final TestServer server = TestServer.withCapacity(10_000);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return server.http.send(
                server.request("/api/scenarios" + path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    @Test
    void allAreListedWithWhatThereIsToSee() throws Exception {
        JsonNode all = json(200, server.get("/api/scenarios"));

        assertEquals(
                "[\"slow-limit\",\"burst\",\"resize-under-load\",\"fail-then-recover\"]",
                JSON.valueToTree(all.get("scenarios").findValuesAsText("id")).toString());
        for (JsonNode scenario : all.get("scenarios")) {
            assertTrue(
                    !scenario.get("title").textValue().isBlank() && !scenario.get("description").textValue().isBlank());
            assertTrue(scenario.get("seconds").intValue() >= 20, scenario.toString());
        }
        assertTrue(all.get("running").isNull());
    }

    @Test
    void oneIsStartedSubmitsTasksAndIsStopped() throws Exception {
        JsonNode started = json(202, post("/burst/start", "{\"seed\":42}"));

        assertEquals("burst", started.get("id").textValue());
        assertEquals(42, started.get("seed").longValue());
        assertEquals(30_000, started.get("endsAt").longValue() - started.get("startedAt").longValue());
        assertEquals(started, json(200, server.get("/api/scenarios")).get("running"));
        TestServer.eventually("tasks come", () -> server.server.liveTasks() > 0);
        JsonNode conflict = json(409, post("/slow-limit/start", ""));
        assertEquals("one scenario at a time: burst is running; stop it first", conflict.get("detail").textValue());

        assertEquals("{\"stopped\":\"burst\"}", post("/stop", "{}").body());
        assertEquals("{\"stopped\":null}", post("/stop", "").body());
        assertTrue(json(200, server.get("/api/scenarios")).get("running").isNull());
    }

    @Test
    void theFlowSaysWhichOneRunsAndAResetStopsIt() throws Exception {
        JsonNode started = json(202, post("/burst/start", "{\"seed\":42}"));
        assertEquals(started, json(200, server.get("/api/flow")).get("scenario"));

        JsonNode flow = json(200, server.http.send(
                server.request("/api/flow/reset")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString()));

        assertTrue(flow.get("scenario").isNull(), flow.toString());
        assertTrue(json(200, server.get("/api/scenarios")).get("running").isNull());
    }

    @Test
    void withoutASeedOneIsChosenThatAPageCanRepeat() throws Exception {
        JsonNode started = json(202, post("/burst/start", ""));

        assertTrue(started.get("seed").longValue() >= 0 && started.get("seed").longValue() < 1_000_000_000);
    }

    @Test
    void whatDoesNotExistIsNamedWithWhatDoes() throws Exception {
        assertEquals(
                "there is no scenario 'dance'; there are slow-limit, burst, resize-under-load, fail-then-recover",
                json(404, post("/dance/start", "")).get("detail").textValue());
        JsonNode unknown = json(400, post("/burst/start", "{\"speed\":2}"));
        assertEquals("unknown field 'speed'; there are seed", unknown.get("detail").textValue());
        assertEquals("speed", unknown.get("field").textValue());
        assertEquals("unknown field 'seed'; there is none here",
                json(400, post("/stop", "{\"seed\":2}")).get("detail").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seed\":\"x\"}", "{\"seed\":1.5}", "{\"seed\":null}", "[]", "nonsense"})
    void aWrongSeedStartsNothing(String body) throws Exception {
        json(400, post("/burst/start", body));

        assertTrue(json(200, server.get("/api/scenarios")).get("running").isNull());
    }
}
