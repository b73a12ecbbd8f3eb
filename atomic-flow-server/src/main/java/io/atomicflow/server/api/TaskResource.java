package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.LoadInjector;
import io.atomicflow.server.demo.Resubmission;
import io.atomicflow.task.TaskState;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /api/tasks/{id}}: one task, be it live or among the last that ended. */
final class TaskResource {

    /** Between a body's return and the end of its task. */
    private static final Duration JUST_ENDING = Duration.ofMillis(100);

    private static final String ID = "[1-9][0-9]{0,17}";

    private final KnownTasks tasks;
    private final LoadInjector injector;
    private final TaskPictures pictures;
    private final Explanations explanations;
    private final JsonMapper json;

    TaskResource(KnownTasks tasks, LoadInjector injector, TaskPictures pictures, JsonMapper json) {
        this.tasks = tasks;
        this.injector = injector;
        this.pictures = pictures;
        this.explanations = new Explanations(pictures.clock());
        this.json = json;
    }

    void get(Context context) {
        KnownTask task = task(context);
        context.json(TaskDetail.of(pictures.of(task), explanations.of(task.handle())));
    }

    void cancel(Context context) {
        Fields.none(json, context.bodyAsBytes());
        KnownTask task = task(context);
        if (!task.cancelOrAwaitEnd(JUST_ENDING)) {
            throw new ProblemException(HttpStatus.CONFLICT, "task " + task.id() + " has ended already: "
                    + task.state());
        }
        context.json(new Cancelled(task.id(), task.state(), true));
    }

    void retry(Context context) {
        Fields.none(json, context.bodyAsBytes());
        KnownTask task = task(context);
        if (!task.state().isEnd()) {
            throw new ProblemException(HttpStatus.CONFLICT, "task " + task.id() + " has not ended: " + task.state());
        }
        switch (injector.again(task)) {
            case Resubmission.Accepted(long id) ->
                context.status(HttpStatus.ACCEPTED).json(new Retried(id, task.id()));
            case Resubmission.Full() -> throw new ProblemException(
                    Problem.of(HttpStatus.TOO_MANY_REQUESTS, "the queue has no room").withRoom(0),
                    Map.of("Retry-After", "1"));
            case Resubmission.Draining() ->
                throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                        "the server is stopping: it takes no more tasks");
        }
    }

    private KnownTask task(Context context) {
        String id = context.pathParam("id");
        Optional<KnownTask> task = id.matches(ID) ? tasks.find(Long.parseLong(id)) : Optional.empty();
        return task.orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, String.format(
                Locale.ROOT,
                "there is no task '%s': either it never was, or it ended long ago; the last %,d that ended are kept",
                Named.quoted(id),
                KnownTasks.KEPT)));
    }

    private record Cancelled(long id, TaskState state, boolean cancelled) {}

    private record Retried(long id, long retryOf) {}
}
