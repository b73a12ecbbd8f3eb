package io.atomicflow.server;

import io.atomicflow.server.api.Api;
import io.atomicflow.server.api.ApiParts;
import io.atomicflow.server.door.ClientAddress;
import io.atomicflow.server.door.JettyDoor;
import io.atomicflow.server.pusher.PusherServer;
import io.atomicflow.server.pusher.PusherUpgrade;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** HTTP and WebSockets on one port: Javalin, told what to serve. */
final class WebServer {

    private static final String PAGE = "/web";

    private WebServer() {}

    static Javalin start(
            ServerConfig config,
            OriginRule origins,
            ClientAddress clients,
            JettyDoor door,
            ApiParts parts,
            PusherServer pusher,
            PrometheusMeterRegistry metrics) {
        return Javalin.start(javalin -> {
            javalin.jetty.addConnector(
                    (jetty, http) -> door.connector(jetty, http, config.host(), config.port()));
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setSendXPoweredBy(false);
            });
            RequestGuard guard = new RequestGuard(origins, clients, config);
            guard.installForAll(javalin.routes);
            // Before anything is refused: a page that may ask here may also read why it was refused.
            new CrossOrigin(origins).install(javalin.routes);
            guard.installForChanges(javalin.routes);
            Api.install(javalin, parts);
            new BackEndDoor(pusher.http()).install(javalin.routes, config.pathPrefix());
            new MetricsPage(metrics, clients).install(javalin.routes);
            servePage(javalin);
            javalin.jetty.modifyServer(jetty -> jetty.setErrorHandler(new JettyProblems()));
            javalin.jetty.modifyServletContextHandler(context -> {
                context.setErrorHandler(new JettyProblems());
                PusherUpgrade.install(context, pusher);
            });
        });
    }

    /** The page is built by npm into the jar; without it, as in tests, the rest still serves. */
    private static void servePage(JavalinConfig javalin) {
        if (WebServer.class.getResource(PAGE + "/index.html") == null) {
            return;
        }
        javalin.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = PAGE;
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
    }
}
