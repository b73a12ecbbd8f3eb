package io.atomicflow.server.api;

import io.atomicflow.server.demo.Injection;
import io.atomicflow.server.demo.LoadInjector;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/** {@code POST /api/tasks}: load, please. */
final class TasksResource {

    private final LoadInjector injector;
    private final LoadOrderReader orders;

    TasksResource(LoadInjector injector, LoadOrderReader orders) {
        this.injector = injector;
        this.orders = orders;
    }

    void post(Context context) {
        switch (injector.inject(orders.read(context.bodyAsBytes()))) {
            case Injection.Accepted accepted ->
                context.status(HttpStatus.ACCEPTED)
                        .json(new Accepted(accepted.count(), accepted.firstId(), accepted.lastId()));
            case Injection.Full(int room) -> throw full(room);
            case Injection.Draining() ->
                throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                        "the server is stopping: it takes no more tasks");
        }
    }

    private static ProblemException full(int room) {
        return new ProblemException(
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "the queue has room for " + room + " tasks; none was accepted")
                        .withRoom(room),
                Map.of("Retry-After", "1"));
    }

    private record Accepted(int accepted, long firstId, long lastId) {}
}
