package io.atomicflow.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code GET /metrics}: everything that is counted, for Prometheus. It is for this machine only. */
final class MetricsPage {

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    MetricsPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void install(RoutesConfig routes) {
        routes.get("/metrics", this::get);
    }

    private void get(Context context) {
        context.contentType(FORMAT);
        context.result(registry.scrape(FORMAT));
    }
}
