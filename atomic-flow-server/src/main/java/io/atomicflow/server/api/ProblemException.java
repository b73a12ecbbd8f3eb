package io.atomicflow.server.api;

import io.javalin.http.HttpStatus;
import java.util.Map;

/** Ends a request with a {@link Problem}. It carries no stack trace: it is an answer, not a bug. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    /** Ends a request with this status. */
    public ProblemException(HttpStatus status, String detail) {
        this(Problem.of(status, detail));
    }

    ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    static ProblemException badField(String field, String detail) {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, detail).inField(field));
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
