package io.atomicflow.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.api.AuthorizationResource.Wish;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
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
        String type = context.header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? ofJson(context.bodyAsBytes())
                : ofForm(context.bodyAsBytes());
    }

    /** As every browser writes a form, whatever charset the header names: in UTF-8. */
    private static Wish ofForm(byte[] body) {
        Map<String, List<String>> form = new HashMap<>();
        try {
            for (String field : new String(body, UTF_8).split("&", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    form.computeIfAbsent(URLDecoder.decode(field.substring(0, equals), UTF_8),
                            name -> new ArrayList<>())
                            .add(URLDecoder.decode(field.substring(equals + 1), UTF_8));
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "the body is not a form");
        }
        return wish(
                only("socket_id", form),
                only("channel_name", form),
                only("user_id", form));
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
