package io.atomicflow.server;

import io.atomicflow.server.api.ProblemException;
import io.atomicflow.server.door.ClientAddress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** {@code GET /metrics}: everything that is counted, for Prometheus. It is for this machine only. */
final class MetricsPage {

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final ClientAddress clients;

    MetricsPage(PrometheusMeterRegistry registry, ClientAddress clients) {
        this.registry = registry;
        this.clients = clients;
    }

    void install(RoutesConfig routes) {
        routes.get("/metrics", this::get);
    }

    private void get(Context context) {
        HttpServletRequest request = context.req();
        String client = clients.of(
                request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
        if (!isLoopback(client)) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "metrics are for this machine only");
        }
        context.contentType(FORMAT);
        context.result(registry.scrape(FORMAT));
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
