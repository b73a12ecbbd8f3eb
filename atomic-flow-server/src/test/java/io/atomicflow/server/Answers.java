package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** What a server answers, read, and checked for what every answer must have. */
record Answers(TestServer server) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What is got from a path that works. */
    JsonNode ok(String path) {
        try {
            return json(server.get(path), 200);
        } catch (Exception broken) {
            throw new AssertionError(path, broken);
        }
    }

    static JsonNode json(HttpResponse<String> response, int status) throws JsonProcessingException {
        return json(response, status, "");
    }

    static JsonNode json(HttpResponse<String> response, int status, String why) throws JsonProcessingException {
        assertEquals(status, response.statusCode(), why + response.body());
        assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
        return JSON.readTree(response.body());
    }

    static JsonNode problem(HttpResponse<String> response, int status) throws JsonProcessingException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
        JsonNode problem = JSON.readTree(response.body());
        assertEquals(status, problem.get("status").intValue());
        assertEquals("about:blank", problem.get("type").textValue());
        assertTrue(problem.get("title").isTextual());
        return problem;
    }
}
