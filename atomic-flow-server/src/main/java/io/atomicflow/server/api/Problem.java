package io.atomicflow.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * An error as the client sees it, by RFC 9457.
 *
 * @param field the field of the request that is wrong, if it is one
 * @param room how many tasks there is room for, if that is what is missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable Integer room) {

    static Problem of(HttpStatus status, String detail) {
        return new Problem("about:blank", status.getMessage(), status.getCode(), detail, null, null);
    }

    Problem inField(String name) {
        return new Problem(type, title, status, detail, name, room);
    }

    Problem withRoom(int free) {
        return new Problem(type, title, status, detail, field, free);
    }
}
