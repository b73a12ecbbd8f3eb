package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description says what the server does. */
class OpenApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;
    private static JsonNode document;
    private static SchemaCheck schemas;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.withCapacity(1_000);
        HttpResponse<String> answer = server.get("/api/openapi.yaml");
        assertEquals(200, answer.statusCode());
        assertEquals("application/yaml", answer.headers().firstValue("Content-Type").orElse(""));
        document = new YAMLMapper().readTree(answer.body());
        schemas = new SchemaCheck(document);
        // One that waits, one that runs, some that failed and some that were cancelled.
        server.postTasks("{\"count\":2,\"limit\":1,\"millis\":60000}");
        server.postTasks("{\"count\":20,\"limit\":10,\"millis\":1,\"workload\":\"failing\",\"seed\":7}");
        server.postTasks("{\"count\":2,\"limit\":2,\"millis\":60000}");
        server.post("/api/tasks/cancel", "{\"limit\":\"2\"}");
        TestServer.eventually("two are live", () -> server.server.liveTasks() == 2);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsDescribedIsWhatIsServed() {
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
            if (!name.equals("parameters")) {
                described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        Set<String> served = server.server.routes().stream()
                .filter(route -> route.matches("(GET|POST|PUT|PATCH|DELETE) /(api|health|metrics)(/.*)?"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(served.size() > 20, served.toString());
        assertEquals(served, described);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "get|/api/config|/api/config||200",
        "get|/api/snapshot|/api/snapshot||200",
        "get|/api/tasks|/api/tasks||200",
        "get|/api/tasks|/api/tasks?size=1||200",
        "get|/api/tasks|/api/tasks?state=nothing||400",
        "post|/api/tasks|/api/tasks|{\"limit\":3}|202",
        "post|/api/tasks|/api/tasks|{\"limit\":30}|400",
        "post|/api/tasks|/api/tasks|{\"limit\":3,\"count\":1001}|400",
        "post|/api/tasks/cancel|/api/tasks/cancel|{\"q\":\"nothing\"}|200",
        "post|/api/tasks/cancel|/api/tasks/cancel|{}|400",
        "get|/api/tasks/{id}|/api/tasks/1||200",
        "get|/api/tasks/{id}|/api/tasks/2||200",
        "get|/api/tasks/{id}|/api/tasks/23||200",
        "get|/api/tasks/{id}|/api/tasks/77777||404",
        "post|/api/tasks/{id}/cancel|/api/tasks/23/cancel||200",
        "post|/api/tasks/{id}/cancel|/api/tasks/3/cancel||409",
        "post|/api/tasks/{id}/cancel|/api/tasks/77777/cancel||404",
        "post|/api/tasks/{id}/retry|/api/tasks/3/retry||202",
        "post|/api/tasks/{id}/retry|/api/tasks/1/retry||409",
        "get|/api/export.json|/api/export.json||200",
        "get|/api/limits|/api/limits||200",
        "get|/api/limits/{key}|/api/limits/1||200",
        "get|/api/limits/{key}|/api/limits/x||404",
        "patch|/api/limits/{key}|/api/limits/9|{\"permits\":4}|200",
        "patch|/api/limits/{key}|/api/limits/9|{\"permits\":-4}|400",
        "get|/api/flow|/api/flow||200",
        "post|/api/flow/resume|/api/flow/resume||200",
        "get|/api/scenarios|/api/scenarios||200",
        "post|/api/scenarios/stop|/api/scenarios/stop||200",
        "post|/api/scenarios/stop|/api/scenarios/stop|{\"seed\":1}|400",
        "post|/api/scenarios/{id}/start|/api/scenarios/dance/start||404",
        "post|/api/scenarios/{id}/start|/api/scenarios/burst/start|{\"seed\":true}|400",
        "get|/health/live|/health/live||200",
        "get|/health/ready|/health/ready||200",
        "post|/api/pusher/auth|/api/pusher/auth|{\"socket_id\":\"1.2\",\"channel_name\":\"private-flow\"}|200",
        "post|/api/pusher/auth|/api/pusher/auth|{\"socket_id\":\"x\",\"channel_name\":\"private-flow\"}|403",
    })
    void whatIsAnsweredIsWhatIsDescribed(String method, String path, String real, String body, int status)
            throws Exception {
        HttpResponse<String> answer = switch (method) {
            case "get" -> server.get(real);
            case "patch" -> server.patch(real, body);
            default -> server.post(real, body == null ? "" : body);
        };

        matches(path, method, status, answer);
    }

    @Test
    void aScenarioThatRunsIsAnsweredAsDescribedWhereverItIsTold() throws Exception {
        try (TestServer own = TestServer.withCapacity(1_000)) {
            matches("/api/scenarios/{id}/start", "post", 202, own.post("/api/scenarios/burst/start", "{\"seed\":1}"));
            matches("/api/scenarios/{id}/start", "post", 409, own.post("/api/scenarios/burst/start", ""));
            matches("/api/scenarios", "get", 200, own.get("/api/scenarios"));
            matches("/api/flow", "get", 200, own.get("/api/flow"));
            matches("/api/scenarios/stop", "post", 200, own.post("/api/scenarios/stop", ""));
        }
    }

    private static void matches(String path, String method, int status, HttpResponse<String> answer) throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode schema = schemas.ofResponse(path, method, status, type);
        assertEquals(List.of(), schemas.check(schema, JSON.readTree(answer.body())), answer.body());
    }

    @Test
    void nothingIsReferredToThatIsNotThere() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertFalse(document.at(reference.substring(1)).isMissingNode(), reference));
        JsonNode components = document.get("components");
        components.fieldNames().forEachRemaining(kind -> components.get(kind).fieldNames().forEachRemaining(name -> {
            String reference = "#/components/" + kind + "/" + name;
            assertTrue(document.findValuesAsText("$ref").contains(reference), reference + " is of no use");
        }));
    }

    /** The check itself: a field too many, one too few and one that is something else are all found. */
    @Test
    void theComparisonFindsWhatIsWrong() throws Exception {
        JsonNode count = document.at("/components/schemas/Count");

        assertEquals(List.of(), schemas.check(count, JSON.readTree("{\"cancelled\":1}")));
        assertEquals(
                List.of("/more is not described"),
                schemas.check(count, JSON.readTree("{\"cancelled\":1,\"more\":2}")));
        assertEquals(List.of("/cancelled is missing"), schemas.check(count, JSON.readTree("{}")));
        assertEquals(
                List.of("/cancelled should be \"integer\", is \"1\""),
                schemas.check(count, JSON.readTree("{\"cancelled\":\"1\"}")));
    }
}
