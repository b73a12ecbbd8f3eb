package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.api.AuthorizationResource.Wish;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a page wants to listen to, from a form as pusher-js sends it, or from JSON. */
final class WishReader {

    private final JsonMapper json;

    WishReader(JsonMapper json) {
        this.json = json;
    }

    Wish read(Context context) {
        String type = context.contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? ofJson(context.bodyAsBytes())
                : ofForm(context);
    }

    private static Wish ofForm(Context context) {
        Map<String, List<String>> form = form(context);
        return wish(
                only("socket_id", form),
                only("channel_name", form),
                only("user_id", form));
    }

    private static Map<String, List<String>> form(Context context) {
        try {
            return context.formParamMap();
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "the body is not a form");
        }
    }

    /** A field that is sent twice could be checked as one and used as the other. */
    private static @Nullable String only(String field, Map<String, List<String>> form) {
        List<String> values = form.getOrDefault(field, List.of());
        if (values.size() > 1) {
            throw AuthorizationResource.refused(field, field + " must be there once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private Wish ofJson(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            JsonNode wish = json.readTree(parser);
            if (wish != null && wish.isObject()) {
                return wish(
                        wish.path("socket_id").textValue(),
                        wish.path("channel_name").textValue(),
                        wish.path("user_id").textValue());
            }
        } catch (IOException malformed) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "the body is not JSON");
        }
        throw new ProblemException(HttpStatus.FORBIDDEN, "the body must be a JSON object");
    }

    private static Wish wish(@Nullable String socketId, @Nullable String channel, @Nullable String userId) {
        return new Wish(required("socket_id", socketId), required("channel_name", channel), userId);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw AuthorizationResource.refused(field, field + " is required, as text");
        }
        return value;
    }
}
