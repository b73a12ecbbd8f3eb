package io.atomicflow.server;

import static io.atomicflow.server.Answers.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withCapacity(100);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void configTellsThePageWhatItNeeds() throws Exception {
        JsonNode config = JSON.readTree(server.get("/api/config").body());

        assertEquals("atomic-flow", config.at("/app/key").textValue());
        assertEquals(10, config.get("limits").size());
        for (JsonNode limit : config.get("limits")) {
            assertEquals(limit.get("key").textValue(), limit.get("permits").toString());
        }
        assertEquals(100, config.at("/queue/capacity").intValue());
        assertEquals("[1,10,50,100]", config.get("batches").toString());
        assertEquals("[\"sleep\",\"cpu\",\"mixed\",\"failing\"]", config.get("workloads").toString());
        assertEquals("[\"none\",\"jitter\"]", config.get("staggers").toString());
        assertEquals(60_000, config.get("maxMillis").intValue());
        assertEquals(60_000, config.get("maxPermitTimeoutMillis").intValue());
        assertEquals(10, config.get("maxAttempts").intValue());
    }

    @Test
    void acceptedTasksAreCountedToTheEnd() throws Exception {
        try (TestServer own = TestServer.withCapacity(100)) {
            HttpResponse<String> accepted = own
                    .postTasks("{\"count\":40,\"limit\":4,\"workload\":\"failing\",\"millis\":1,\"seed\":7}");
            assertEquals(202, accepted.statusCode());
            assertEquals("{\"accepted\":40,\"firstId\":1,\"lastId\":40}", accepted.body());
            TestServer.eventually("all have ended", () -> own.server.liveTasks() == 0);

            JsonNode tasks = JSON.readTree(own.get("/api/snapshot").body()).get("tasks");

            int failed = tasks.get("failed").intValue();
            assertTrue(failed > 0 && failed < 40, tasks.toString());
            assertEquals(40, failed + tasks.get("complete").intValue());
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAsAWholeWithTheRoomThatThereIs() throws Exception {
        try (TestServer own = TestServer.withCapacity(100)) {
            own.postTasks("{\"count\":60,\"limit\":1,\"millis\":60000,\"stagger\":\"jitter\",\"seed\":1}");

            HttpResponse<String> refused = own.postTasks("{\"count\":100,\"limit\":1}");

            JsonNode problem = problem(refused, 429);
            assertTrue(problem.get("room").intValue() >= 40, problem.toString());
            assertTrue(refused.headers().firstValue("Retry-After").isPresent());
            JsonNode tasks = JSON.readTree(own.get("/api/snapshot").body()).get("tasks");
            int there = 0;
            for (JsonNode count : tasks) {
                there += count.intValue();
            }
            assertEquals(60, there);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"limit\":3,\"count\":0}|count|count must be 1 to 100, was 0",
        "{\"limit\":3,\"count\":101}|count|count must be 1 to 100, was 101",
        "{\"limit\":3,\"count\":\"5\"}|count|count must be 1 to 100, was \"5\"",
        "{\"limit\":3,\"count\":1.5}|count|count must be 1 to 100, was 1.5",
        "{\"limit\":3,\"count\":4294967297}|count|count must be 1 to 100, was 4294967297",
        "{}|limit|limit is required: 1 to 10",
        "{\"limit\":11}|limit|limit must be 1 to 10, was 11",
        "{\"limit\":null}|limit|limit must be 1 to 10, was null",
        "{\"limit\":3,\"workload\":\"dance\"}|workload|workload must be one of sleep, cpu, mixed, failing, was \"dance\"",
        "{\"limit\":3,\"millis\":60001}|millis|millis must be 0 to 60000, was 60001",
        "{\"limit\":3,\"stagger\":true}|stagger|stagger must be one of none, jitter, was true",
        "{\"limit\":3,\"seed\":\"x\"}|seed|seed must be a whole number of 64 bits, was \"x\"",
        "{\"limit\":3,\"attempts\":0}|attempts|attempts must be 1 to 10, was 0",
        "{\"limit\":3,\"attempts\":11}|attempts|attempts must be 1 to 10, was 11",
        "{\"limit\":3,\"permitTimeoutMillis\":-1}|permitTimeoutMillis|permitTimeoutMillis must be 0 to 60000, was -1",
        "{\"limit\":3,\"colour\":1}|colour|unknown field 'colour'; there are count, limit, workload, millis, stagger, "
                + "permitTimeoutMillis, attempts, seed",
    })
    void aWrongFieldIsNamedWithWhatIsAllowed(String body, String field, String detail) throws Exception {
        JsonNode problem = problem(server.postTasks(body), 400);

        assertEquals(field, problem.get("field").textValue());
        assertEquals(detail, problem.get("detail").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "7", "null", "{\"limit\":3} {}", "{\"limit\":3,\"limit\":4}",
        "{\"limit\":"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) throws Exception {
        problem(server.postTasks(body), 400);
    }

    @Test
    void aDeepBodyIsRefusedLikeAnyOther() throws Exception {
        problem(server.postTasks("{\"limit\":" + "[".repeat(10_000)), 400);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        byte[] big = new byte[70_000];
        for (var body : List.of(
                BodyPublishers.ofByteArray(big),
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(big)))) {
            HttpRequest request = server.request("/api/tasks")
                    .header("Content-Type", "application/json")
                    .POST(body)
                    .build();
            problem(server.http.send(request, BodyHandlers.ofString()), 413);
        }
    }

    @Test
    void aFormOfAnotherPageCannotInjectTasks() throws Exception {
        HttpRequest form = server.request("/api/tasks")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"limit\":3}"))
                .build();
        problem(server.http.send(form, BodyHandlers.ofString()), 415);

        HttpRequest foreign = server.request("/api/tasks")
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString("{\"limit\":3}"))
                .build();
        problem(server.http.send(foreign, BodyHandlers.ofString()), 403);
    }

    @Test
    void anUnknownPathAndAnUnknownMethodAreProblemsToo() throws Exception {
        problem(server.get("/api/nothing"), 404);
        HttpResponse<String> unreadable = server.get("/%2e%2e/web");
        problem(unreadable, 400);
        assertEquals("close", unreadable.headers().firstValue("Connection").orElse(""));
        HttpResponse<String> wrong = server.http.send(
                server.request("/api/config").DELETE().build(), BodyHandlers.ofString());
        problem(wrong, 405);
        assertEquals("GET", wrong.headers().firstValue("Allow").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/config", "/health/live", "/api/nothing"})
    void everyAnswerCarriesTheHeadersThatKeepABrowserSafe(String path) throws Exception {
        var headers = server.get(path).headers();

        assertTrue(headers.firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
        assertTrue(headers.firstValue("Server").isEmpty());
    }

    @Test
    void aServerThatStopsIsNotReadyAndTakesNoTasks() throws Exception {
        try (TestServer own = TestServer.withCapacity(100)) {
            assertEquals(200, own.get("/health/ready").statusCode());
            own.postTasks("{\"limit\":1,\"millis\":60000}");
            Thread stopping = Thread.ofVirtual().start(own.server::close);

            TestServer.eventually("it drains", () -> own.server.isDraining());
            HttpResponse<String> ready = own.get("/health/ready");
            assertEquals(503, ready.statusCode());
            assertEquals("{\"status\":\"DRAINING\"}", ready.body());
            problem(own.postTasks("{\"limit\":1}"), 503);
            stopping.join();
        }
    }
}
