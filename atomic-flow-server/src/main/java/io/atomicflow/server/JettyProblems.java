package io.atomicflow.server;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Errors that Jetty finds before anybody else sees the request, told like all others, and without a word from inside.
 */
final class JettyProblems extends ErrorHandler {

    /**
     * After a request that it could not read Jetty hangs up. A client that is told does not send its next one there.
     */
    private static final Set<Integer> ENDS_CONNECTION = Set.of(
            HttpStatus.BAD_REQUEST_400,
            HttpStatus.REQUEST_TIMEOUT_408,
            HttpStatus.URI_TOO_LONG_414,
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505);

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        RequestGuard.HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        if (ENDS_CONNECTION.contains(code)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        String title = HttpStatus.getMessage(code);
        String problem = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, code, title);
        response.write(true, BufferUtil.toBuffer(problem, StandardCharsets.UTF_8), callback);
    }
}
