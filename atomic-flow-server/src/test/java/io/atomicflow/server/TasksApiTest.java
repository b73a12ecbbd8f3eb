package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksApiTest {

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

    private void inject(int count, int limit, String workload, int millis) throws Exception {
        assertEquals(202, server.postTasks(
                "{\"count\":%d,\"limit\":%d,\"workload\":\"%s\",\"millis\":%d,\"seed\":7}"
                        .formatted(count, limit, workload, millis))
                .statusCode());
    }

    private void allEnded() {
        TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);
    }

    private int total(String query) {
        return api.ok("/api/tasks?" + query).get("total").intValue();
    }

    @Test
    void theNewestTasksComeFirstAndThePagesMakeTheWhole() throws Exception {
        inject(120, 10, "sleep", 0);
        allEnded();

        List<Long> ids = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = api.ok("/api/tasks?size=50" + cursor);
            assertEquals(120, page.get("total").intValue());
            page.get("tasks").forEach(task -> ids.add(task.get("id").longValue()));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").textValue();
            pages++;
        } while (!cursor.isEmpty());

        assertEquals(3, pages);
        assertEquals(120, ids.size());
        for (int i = 1; i < ids.size(); i++) {
            assertTrue(ids.get(i) < ids.get(i - 1), ids.toString());
        }
    }

    @Test
    void aPageIsNotMovedByTasksThatComeMeanwhile() throws Exception {
        inject(20, 10, "sleep", 0);
        JsonNode first = api.ok("/api/tasks?size=10");
        inject(5, 10, "sleep", 0);

        JsonNode second = api.ok("/api/tasks?size=10&cursor=" + first.get("next").textValue());

        assertEquals(
                first.at("/tasks/9/id").longValue() - 1, second.at("/tasks/0/id").longValue());
        assertTrue(second.get("next").isNull(), "the last page has no next one");
        assertEquals(25, second.get("total").intValue());
    }

    @Test
    void theFilterLetsThroughWhatItSays() throws Exception {
        inject(30, 1, "sleep", 60_000);
        inject(12, 4, "failing", 0);
        TestServer.eventually("one runs, the others wait", () -> total("state=LOCK_CHECK") == 29);
        TestServer.eventually("the others have ended", () -> total("state=ended") == 12);

        assertEquals(1, total("state=IN_PROGRESS"));
        assertEquals(30, total("state=LOCK_CHECK,IN_PROGRESS"));
        assertEquals(30, total("state=live"));
        assertEquals(42, total("state=live,ended"));
        assertEquals(12, total("limit=4"));
        assertEquals(0, total("limit=4&state=live"));
        assertEquals(12, total("q=FAIL"));
        assertEquals(0, total("q=fail&limit=1"));
        long newest = api.ok("/api/tasks?size=1").at("/tasks/0/id").longValue();
        assertEquals(1, total("q=" + newest), "an id");
        assertEquals(0, total("q=0" + newest));
        assertEquals(
                api.ok("/api/tasks?size=200").findValuesAsText("id").stream()
                        .filter(id -> id.startsWith("4"))
                        .count(),
                total("q=4"),
                "what an id begins with");
    }

    @Test
    void aTaskIsToldWithItsTimes() throws Exception {
        inject(2, 1, "sleep", 30);
        allEnded();
        TestServer.eventually("the journal has it", () -> api.ok("/api/tasks/2").get("waitMillis").isNumber());

        JsonNode waited = api.ok("/api/tasks/2");

        assertEquals(2, waited.get("id").intValue());
        assertEquals("sleep", waited.get("name").textValue());
        assertEquals("1", waited.get("limit").textValue());
        assertEquals("COMPLETE", waited.get("state").textValue());
        assertEquals(100, waited.get("progress").intValue());
        assertTrue(waited.get("runMillis").doubleValue() > 1, waited.toString());
        assertTrue(waited.get("waitMillis").doubleValue() > 1, waited.toString());
        assertTrue(waited.get("submittedAt").longValue() <= waited.get("changedAt").longValue());
        assertTrue(waited.get("error").isNull());
        assertEquals("NORMAL", waited.get("priority").textValue());
        assertEquals(
                List.of("QUEUED", "LOCK_CHECK", "IN_PROGRESS", "COMPLETE"),
                waited.get("timeline").findValuesAsText("state"));
        assertEquals("COMPLETE", waited.at("/attempts/0/end").textValue());
        assertFalse(waited.get("canCancel").booleanValue());
        assertTrue(waited.get("canRetry").booleanValue());
    }

    @Test
    void aTaskThatFailedSaysWhy() throws Exception {
        inject(20, 10, "failing", 0);
        allEnded();

        JsonNode failed = api.ok("/api/tasks?state=FAILED").at("/tasks/0");

        long id = failed.get("id").longValue();
        assertEquals("LoadFailure: task " + id + " was asked to fail", failed.get("error").textValue());
        TestServer.eventually("the journal has it too", () -> {
            JsonNode last = api.ok("/api/tasks/" + id).get("timeline").path(3);
            return last.path("note").asText("").startsWith("LoadFailure") && last.path("worker").isInt();
        });
    }

    @Test
    void whoCancelsIsToldAndWhoComesTooLateToo() throws Exception {
        inject(2, 1, "sleep", 60_000);

        JsonNode cancelled = Answers.json(server.post("/api/tasks/2/cancel", ""), 200);

        assertEquals("{\"id\":2,\"state\":\"CANCELLED\",\"cancelled\":true}", cancelled.toString());
        Answers.json(server.post("/api/tasks/1/cancel", "{}"), 200);
        allEnded();
        Answers.json(server.post("/api/tasks/1/cancel", ""), 200, "to say it again changes nothing");
        inject(1, 1, "sleep", 0);
        allEnded();
        JsonNode late = Answers.problem(server.post("/api/tasks/3/cancel", ""), 409);
        assertEquals("task 3 has ended already: COMPLETE", late.get("detail").textValue());
        assertEquals(2, total("state=CANCELLED"));
    }

    @Test
    void aRetryDoesTheSameWorkAsAnotherTask() throws Exception {
        inject(1, 3, "sleep", 60_000);
        Answers.problem(server.post("/api/tasks/1/retry", ""), 409);
        Answers.json(server.post("/api/tasks/1/cancel", ""), 200);
        allEnded();

        JsonNode again = Answers.json(server.post("/api/tasks/1/retry", ""), 202);

        assertEquals("{\"id\":2,\"retryOf\":1}", again.toString());
        JsonNode task = api.ok("/api/tasks/2");
        assertEquals(1, task.get("retryOf").intValue());
        assertEquals("3", task.get("limit").textValue());
        assertFalse(task.get("state").textValue().equals("COMPLETE"), "it sleeps as long as the first");
        assertTrue(api.ok("/api/tasks/1").get("retryOf").isNull());
    }

    @Test
    void aRetryThatHasNoRoomIsRefused() throws Exception {
        inject(1, 1, "sleep", 0);
        allEnded();
        Answers.json(server.post("/api/flow/pause", ""), 200);
        inject(1_000, 1, "sleep", 60_000);

        HttpResponse<String> refused = server.post("/api/tasks/1/retry", "");

        assertEquals(0, Answers.problem(refused, 429).get("room").intValue());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(1_001, total(""));
    }

    @Test
    void aServerThatStopsRetriesNothing() throws Exception {
        inject(1, 1, "sleep", 0);
        allEnded();
        inject(1, 1, "sleep", 60_000);
        Thread stopping = Thread.ofVirtual().start(server.server::close);
        TestServer.eventually("it drains", () -> server.server.isDraining());

        Answers.problem(server.post("/api/tasks/1/retry", ""), 503);
        assertTrue(api.ok("/api/flow").get("draining").booleanValue());
        stopping.join();
    }

    @Test
    void manyAreCancelledByTheSameFilterAndCountedOnce() throws Exception {
        inject(20, 1, "sleep", 60_000);
        inject(30, 2, "sleep", 60_000);

        JsonNode one = Answers.json(server.post("/api/tasks/cancel", "{\"limit\":\"2\",\"state\":\"live\"}"), 200);
        assertEquals("{\"cancelled\":30}", one.toString());
        JsonNode none = Answers.json(server.post("/api/tasks/cancel", "{\"limit\":\"2\"}"), 200);
        assertEquals(0, none.get("cancelled").intValue());
        JsonNode rest = Answers.json(server.post("/api/tasks/cancel", "{\"all\":true}"), 200);
        assertEquals(20, rest.get("cancelled").intValue());
        allEnded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"all\":false}", "{\"all\":true,\"limit\":\"1\"}"})
    void toCancelEverythingMustBeMeant(String body) throws Exception {
        inject(1, 1, "sleep", 60_000);

        JsonNode problem = Answers.problem(server.post("/api/tasks/cancel", body), 400);

        assertEquals("all", problem.get("field").textValue());
        assertEquals(1, total("state=live"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "state=RUNNING|state|state must be one or more of SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS, COMPLETE, FAILED,"
                + " CANCELLED, TIMED_OUT, live, ended, with commas between them, was 'RUNNING'",
        "state=|state|state must be one or more of SCHEDULED, QUEUED, LOCK_CHECK, IN_PROGRESS, COMPLETE, FAILED,"
                + " CANCELLED, TIMED_OUT, live, ended, with commas between them, was ''",
        "size=0|size|size must be 1 to 200, was '0'",
        "size=201|size|size must be 1 to 200, was '201'",
        "size=ten|size|size must be 1 to 200, was 'ten'",
        "size=99999999999|size|size must be 1 to 200, was '99999999999'",
        "q=|q|q must have 1 to 100 characters, had 0",
        "cursor=17|cursor|cursor must be what 'next' of another page was, was '17'",
        "cursor=before-99999999999999999999|cursor|cursor must be what 'next' of another page was, was 'before-99999999999999999999'",
        "colour=red|colour|unknown parameter 'colour'; there are state, limit, q, size, cursor",
        "size=1&size=2|size|size must be there once, was there 2 times",
    })
    void aWrongParameterIsNamedWithWhatIsAllowed(String query, String field, String detail) throws Exception {
        JsonNode problem = Answers.problem(server.get("/api/tasks?" + query), 400);

        assertEquals(field, problem.get("field").textValue());
        assertEquals(detail, problem.get("detail").textValue());
    }

    @Test
    void aTextThatIsTooLongIsRefusedByItsCharacters() throws Exception {
        assertEquals(200, server.get("/api/tasks?q=" + "%F0%9F%98%80".repeat(100)).statusCode());
        Answers.problem(server.get("/api/tasks?q=" + "%F0%9F%98%80".repeat(101)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"77", "0", "-1", "01", "1.5", "x", "9223372036854775807", "99999999999999999999999999"})
    void aTaskThatIsNotThereIsNotFound(String id) throws Exception {
        inject(1, 1, "sleep", 0);

        String detail = Answers.problem(server.get("/api/tasks/" + id), 404).get("detail").textValue();

        assertEquals("there is no task '" + id + "': either it never was, or it ended long ago; the last 10,000 that"
                + " ended are kept", detail);
        Answers.problem(server.post("/api/tasks/" + id + "/cancel", ""), 404);
        Answers.problem(server.post("/api/tasks/" + id + "/retry", ""), 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"state\":7}|state|state must be a text, was 7",
        "{\"limit\":2}|limit|limit must be a text, was 2",
        "{\"all\":\"yes\"}|all|all must be true or false, was \"yes\"",
        "{\"colour\":1}|colour|unknown field 'colour'; there are state, limit, q, all",
    })
    void aWrongFieldOfTheBulkIsNamedWithWhatIsAllowed(String body, String field, String detail) throws Exception {
        JsonNode problem = Answers.problem(server.post("/api/tasks/cancel", body), 400);

        assertEquals(field, problem.get("field").textValue());
        assertEquals(detail, problem.get("detail").textValue());
    }

    @Test
    void aBodyWhereNoneIsNeededMustSayNothing() throws Exception {
        inject(1, 1, "sleep", 60_000);

        JsonNode problem = Answers.problem(server.post("/api/tasks/1/cancel", "{\"force\":true}"), 400);

        assertEquals("unknown field 'force'; there is none here", problem.get("detail").textValue());
        assertNotEquals("CANCELLED", api.ok("/api/tasks/1").get("state").textValue());
    }
}
