package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.demo.LoadOrder;
import io.atomicflow.server.demo.Spread;
import io.atomicflow.server.demo.Workload;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reads a {@link LoadOrder} from JSON. Whatever is wrong is named, with what is allowed. */
final class LoadOrderReader {

    private static final List<String> FIELDS = List.of(
            "count", "limit", "workload", "millis", "stagger", "permitTimeoutMillis", "attempts", "seed");
    private static final int DEFAULT_MILLIS = 50;

    /** How much of a wrong value is repeated in the answer. */
    private static final int MAX_QUOTED = 60;

    private final JsonMapper json;
    private final int maxCount;

    LoadOrderReader(JsonMapper json, int maxCount) {
        this.json = json;
        this.maxCount = maxCount;
    }

    LoadOrder read(byte[] body) {
        JsonNode order = parse(body);
        order.fieldNames().forEachRemaining(LoadOrderReader::requireKnown);
        return new LoadOrder(
                number(order, "count", 1, maxCount, 1),
                limit(order),
                Workload.of(choice(order, "workload", Workload.keys(), Workload.SLEEP.key()))
                        .orElseThrow(),
                Duration.ofMillis(number(order, "millis", 0, (int) LoadOrder.MAX_DURATION.toMillis(), DEFAULT_MILLIS)),
                Spread.of(choice(order, "stagger", Spread.keys(), Spread.NONE.key()))
                        .orElseThrow(),
                Duration.ofMillis(number(
                        order, "permitTimeoutMillis", 0, (int) LoadOrder.MAX_PERMIT_TIMEOUT.toMillis(), 0)),
                number(order, "attempts", 1, LoadOrder.MAX_ATTEMPTS, 1),
                seed(order));
    }

    private JsonNode parse(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            JsonNode order = json.readTree(parser);
            if (order != null && order.isObject()) {
                return order;
            }
        } catch (IOException malformed) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the body is not JSON");
        }
        throw new ProblemException(HttpStatus.BAD_REQUEST, "the body must be a JSON object");
    }

    private static void requireKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw ProblemException.badField(
                    quoted(field), "unknown field '" + quoted(field) + "'; there are " + String.join(", ", FIELDS));
        }
    }

    private static int limit(JsonNode order) {
        if (!order.has("limit")) {
            throw ProblemException.badField("limit", "limit is required: 1 to " + LoadOrder.MAX_LIMIT);
        }
        return number(order, "limit", 1, LoadOrder.MAX_LIMIT, 1);
    }

    private static int number(JsonNode order, String field, int min, int max, int otherwise) {
        JsonNode value = order.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToInt();
        if (!whole || value.intValue() < min || value.intValue() > max) {
            throw ProblemException.badField(field, field + " must be " + min + " to " + max + ", was " + quoted(value));
        }
        return value.intValue();
    }

    private static String choice(JsonNode order, String field, List<String> allowed, String otherwise) {
        JsonNode value = order.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual() || !allowed.contains(value.textValue())) {
            throw ProblemException.badField(
                    field, field + " must be one of " + String.join(", ", allowed) + ", was " + quoted(value));
        }
        return value.textValue();
    }

    private static long seed(JsonNode order) {
        JsonNode value = order.path("seed");
        if (value.isMissingNode()) {
            return ThreadLocalRandom.current().nextLong();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ProblemException.badField("seed", "seed must be a whole number of 64 bits, was " + quoted(value));
        }
        return value.longValue();
    }

    private static String quoted(Object value) {
        String text = value.toString();
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
