package io.atomicflow.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.TaskFilter;
import io.atomicflow.server.demo.TaskPage;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/tasks} and {@code POST /api/tasks/cancel}: many tasks at once, by a filter. */
final class TaskListResource {

    /** The largest page. */
    static final int MAX_SIZE = 200;

    private static final int DEFAULT_SIZE = 50;
    private static final List<String> LIST = List.of("state", "limit", "q", "size", "cursor");
    private static final List<String> CANCEL = List.of("state", "limit", "q", "all");

    private final KnownTasks tasks;
    private final TaskPictures pictures;
    private final JsonMapper json;

    TaskListResource(KnownTasks tasks, TaskPictures pictures, JsonMapper json) {
        this.tasks = tasks;
        this.pictures = pictures;
        this.json = json;
    }

    void get(Context context) {
        Query query = Query.of(context, LIST);
        TaskFilter filter = FilterReader.read(query::text);
        TaskPage page = TaskPage.of(
                tasks,
                filter,
                query.text("cursor").map(TaskCursor::read).orElse(TaskCursor.BEGINNING),
                query.number("size", 1, MAX_SIZE, DEFAULT_SIZE));
        context.json(new Page(
                pictures.rows(page.tasks(), filter).toList(),
                page.hasMore() ? TaskCursor.before(page.tasks().getLast().id()) : null,
                page.total()));
    }

    void cancel(Context context) {
        Fields fields = Fields.of(json, context.bodyAsBytes(), CANCEL);
        boolean all = fields.flag("all").orElse(false);
        boolean filtered = FilterReader.NAMES.stream().anyMatch(fields::has);
        if (all == filtered) {
            throw ProblemException.badField(
                    "all", "say which tasks: either all, as true, or one or more of state, limit and q");
        }
        context.json(new Cancelled(tasks.cancel(all ? TaskFilter.ALL : FilterReader.read(fields::text))));
    }

    private record Page(List<TaskRow> tasks, @Nullable String next, int total) {}

    record Cancelled(int cancelled) {}
}
