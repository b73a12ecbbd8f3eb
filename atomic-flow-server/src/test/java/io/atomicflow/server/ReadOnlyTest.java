package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import io.atomicflow.server.pusher.AppOption;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyTest {

    private static final String DETAIL = "this server is read-only: nothing can be changed from here";
    private static TestServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        server = TestServer.readOnly();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String refused(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = server.request(path)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return Answers.problem(server.http.send(request, BodyHandlers.ofString()), 403).get("detail").textValue();
    }

    /** Whatever may be added: every route that is no GET is on this list, or proves here that it is closed. */
    @Test
    void everyRouteThatChangesSomethingIsClosedButTheOneThatOnlySigns() throws Exception {
        List<String> changing = server.server.routes().stream()
                .filter(route -> route.matches("(POST|PUT|PATCH|DELETE) .*"))
                .filter(route -> !route.equals("POST /api/pusher/auth"))
                .toList();
        assertTrue(changing.size() >= 10, changing.toString());
        for (String route : changing) {
            String[] parts = route.split(" ", 2);
            String path = parts[1].replaceAll("\\{[a-z]+}", "1").replace("*", "atomic-flow/events");
            assertEquals(DETAIL, refused(parts[0], path, BodyPublishers.ofString("{}")), route);
        }
    }

    @Test
    void whatBackEndsPublishIsRefusedToo() throws Exception {
        assertEquals(DETAIL, refused("POST", "/apps/atomic-flow/events", BodyPublishers.ofString("{}")));
    }

    @Test
    void whatIsRefusedIsNotEvenRead() throws Exception {
        assertEquals(DETAIL, refused("POST", "/api/tasks", BodyPublishers.ofString("nonsense")));
        assertEquals(DETAIL, refused("POST", "/api/tasks", BodyPublishers.ofByteArray(new byte[70_000])));
        HttpRequest text = server.request("/api/tasks").POST(BodyPublishers.ofString("x")).build();
        Answers.problem(server.http.send(text, BodyHandlers.ofString()), 403);
    }

    @Test
    void whoOnlyLooksSeesEverything() throws Exception {
        Answers api = new Answers(server);
        for (String path : List.of(
                "/api/config", "/api/snapshot", "/api/tasks", "/api/limits", "/api/flow", "/api/export.json",
                "/health/ready")) {
            assertFalse(api.ok(path).isMissingNode(), path);
        }
        assertTrue(api.ok("/api/config").get("readOnly").booleanValue());
    }

    @Test
    void whoOnlyListensHearsEverything() throws Exception {
        TestSocket socket = server.connect();
        String id = socket.data("pusher:connection_established").get("socket_id").textValue();
        JsonNode signature = Answers.json(
                server.post(
                        "/api/pusher/auth",
                        "{\"socket_id\":\"" + id + "\",\"channel_name\":\"presence-watchers\","
                                + "\"user_id\":\"0123456789abcdef\"}"),
                200);

        assertTrue(signature.has("auth"));
        socket.subscribe("flow");
        assertEquals(0, socket.data("snapshot").get("live").intValue());
    }

    @Test
    void itIsToldByOptionByEnvironmentAndByFile() throws Exception {
        Path file = Files.writeString(directory.resolve("a.yaml"), "readOnly: true\n");

        assertFalse(ConfigFixture.config(Map.of()).readOnly());
        assertTrue(ConfigFixture.config(Map.of(), "--read-only").readOnly());
        assertTrue(ConfigFixture.config(Map.of("ATOMICFLOW_READ_ONLY", "true")).readOnly());
        assertTrue(ConfigFixture.config(file, Map.of()).readOnly());
        assertFalse(ConfigFixture.config(file, Map.of(), "--read-only=false").readOnly());
    }

    @Test
    void whatClientsSendEachOtherIsRefusedWhateverTheAppAllows() throws Exception {
        assertTrue(ConfigFixture.config(Map.of(), "--client-events").demoApp().has(AppOption.CLIENT_EVENTS));
        ServerConfig readOnly = ConfigFixture.config(Map.of(), "--client-events", "--read-only");
        assertFalse(readOnly.demoApp().has(AppOption.CLIENT_EVENTS));
    }

    @Test
    void aPageOfAFriendMayReadWhyItIsRefused() throws Exception {
        HttpRequest request = server.request("/api/tasks")
                .header("Origin", "https://friend.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        HttpHeaders headers = server.http.send(request, BodyHandlers.ofString()).headers();

        assertEquals("https://friend.example", headers.firstValue("Access-Control-Allow-Origin").orElse("nobody"));
        assertEquals("X-Truncated, Retry-After", headers.firstValue("Access-Control-Expose-Headers").orElse(""));
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    }
}
