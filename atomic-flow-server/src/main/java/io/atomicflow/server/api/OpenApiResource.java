package io.atomicflow.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /api/openapi.yaml}: what there is, for tools. A test holds it to what the server does. */
final class OpenApiResource {

    private final String description = read("openapi.yaml") + read("openapi-components.yaml");

    private static String read(String name) {
        try (InputStream file = OpenApiResource.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void get(Context context) {
        context.contentType("application/yaml").result(description);
    }
}
