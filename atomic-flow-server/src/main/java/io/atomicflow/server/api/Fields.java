package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The fields of a body that is a JSON object. Whatever is wrong with one is named, with what is allowed. */
final class Fields {

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** The fields of a body, which may be there all or not; no body at all is none of them. */
    static Fields of(JsonMapper json, byte[] body, List<String> known) {
        JsonNode object = parse(json, body.length == 0 ? EMPTY_OBJECT : body);
        object.fieldNames().forEachRemaining(name -> Named.requireKnown("field", name, known));
        return new Fields(object);
    }

    private static JsonNode parse(JsonMapper json, byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            JsonNode object = json.readTree(parser);
            if (object != null && object.isObject()) {
                return object;
            }
        } catch (IOException malformed) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the body is not JSON");
        }
        throw new ProblemException(HttpStatus.BAD_REQUEST, "the body must be a JSON object");
    }

    /** For where there is nothing to say: an empty object, or no body. */
    static void none(JsonMapper json, byte[] body) {
        var unused = of(json, body, List.of());
    }

    boolean has(String field) {
        return object.has(field);
    }

    Optional<String> text(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ProblemException.badField(field, field + " must be a text, was " + Named.quoted(value.toString()));
        }
        return Optional.of(value.textValue());
    }

    Optional<Boolean> flag(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ProblemException.badField(
                    field, field + " must be true or false, was " + Named.quoted(value.toString()));
        }
        return Optional.of(value.booleanValue());
    }

    OptionalLong wholeNumber(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ProblemException.badField(
                    field, field + " must be a whole number of 64 bits, was " + Named.quoted(value.toString()));
        }
        return OptionalLong.of(value.longValue());
    }

    OptionalInt number(String field, int min, int max) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToInt();
        if (!whole || value.intValue() < min || value.intValue() > max) {
            throw ProblemException.badField(
                    field, field + " must be " + min + " to " + max + ", was " + Named.quoted(value.toString()));
        }
        return OptionalInt.of(value.intValue());
    }
}
