package io.atomicflow.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a {@link Problem}. What is our own fault is told to the log, not to the client. */
final class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    void install(RoutesConfig routes) {
        routes.exception(ProblemException.class, (problem, context) -> {
            problem.headers().forEach(context::header);
            write(context, problem.problem());
        });
        routes.exception(HttpResponseException.class, (answer, context) -> write(context, problemOf(answer, context)));
        routes.exception(Exception.class, (bug, context) -> {
            LOG.error("{} failed", context.endpoint().path, bug);
            write(context,
                    Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something is broken here; the log knows more"));
        });
    }

    private static Problem problemOf(HttpResponseException answer, Context context) {
        HttpStatus status = HttpStatus.forStatus(answer.getStatus());
        if (answer instanceof MethodNotAllowedResponse) {
            String allowed = String.join(", ", answer.getDetails().values());
            context.header("Allow", allowed);
            return Problem.of(status, "allowed here: " + allowed);
        }
        return switch (status) {
            case NOT_FOUND -> Problem.of(status, "there is nothing at this path");
            case CONTENT_TOO_LARGE -> Problem.of(status, "the body must be " + Api.MAX_BODY_BYTES + " bytes or less");
            default -> Problem.of(status, status.getMessage());
        };
    }

    private void write(Context context, Problem problem) {
        context.status(problem.status());
        try {
            context.result(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
        context.contentType("application/problem+json");
    }
}
