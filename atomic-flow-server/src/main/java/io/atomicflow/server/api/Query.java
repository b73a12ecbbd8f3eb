package io.atomicflow.server.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters behind the question mark, each at most once. */
final class Query {

    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    static Query of(Context context, List<String> known) {
        Map<String, List<String>> parameters = context.queryParamMap();
        parameters.forEach((name, values) -> {
            Named.requireKnown("parameter", name, known);
            if (values.size() > 1) {
                throw ProblemException.badField(name, name + " must be there once, was there " + values.size()
                        + " times");
            }
        });
        return new Query(parameters);
    }

    Optional<String> text(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    int number(String name, int min, int max, int otherwise) {
        return text(name).map(text -> number(name, text, min, max)).orElse(otherwise);
    }

    private static int number(String name, String text, int min, int max) {
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < min || value > max) {
            throw ProblemException.badField(
                    name, name + " must be " + min + " to " + max + ", was '" + Named.quoted(text) + "'");
        }
        return value;
    }
}
