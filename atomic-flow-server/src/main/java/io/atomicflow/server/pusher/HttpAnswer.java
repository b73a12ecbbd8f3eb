package io.atomicflow.server.pusher;

import java.util.Map;

/** What the HTTP API answers: JSON if it went well, a line of text if not. */
public record HttpAnswer(int status, String contentType, String body, Map<String, String> headers) {

    private static final String TEXT = "text/plain; charset=utf-8";

    static HttpAnswer json(String body) {
        return new HttpAnswer(200, "application/json", body, Map.of());
    }

    static HttpAnswer refusal(int status, String why) {
        return new HttpAnswer(status, TEXT, why + "\n", Map.of());
    }

    HttpAnswer with(String header, String value) {
        return new HttpAnswer(status, contentType, body, Map.of(header, value));
    }
}
