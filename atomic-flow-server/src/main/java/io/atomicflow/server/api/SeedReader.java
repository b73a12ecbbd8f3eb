package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.OptionalLong;

/** Reads a body that need not be there, and holds a seed at the most. */
final class SeedReader {

    private final JsonMapper json;

    SeedReader(JsonMapper json) {
        this.json = json;
    }

    OptionalLong read(byte[] body) {
        if (body.length == 0) {
            return OptionalLong.empty();
        }
        JsonNode wish = LoadOrderReader.parse(json, body);
        LoadOrderReader.requireKnown(wish, List.of("seed"));
        return LoadOrderReader.seed(wish);
    }

    /** For where there is nothing to say. */
    void requireNothing(byte[] body) {
        if (body.length > 0) {
            LoadOrderReader.requireKnown(LoadOrderReader.parse(json, body), List.of());
        }
    }
}
