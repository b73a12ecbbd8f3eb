package io.atomicflow.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.TaskFilter;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/export.csv} and {@code .json}: what the filter of the list lets through, in one piece. Rows are made
 * while they are sent, so a long table takes no more memory than a short one.
 */
final class ExportResource {

    private static final Logger LOG = LoggerFactory.getLogger(ExportResource.class);
    private static final int MOST_ROWS = 20_000;

    private final KnownTasks tasks;
    private final TaskPictures pictures;
    private final JsonMapper json;
    private final int mostRows;

    ExportResource(KnownTasks tasks, TaskPictures pictures, JsonMapper json) {
        this(tasks, pictures, json, MOST_ROWS);
    }

    ExportResource(KnownTasks tasks, TaskPictures pictures, JsonMapper json, int mostRows) {
        this.tasks = tasks;
        this.pictures = pictures;
        this.json = json;
        this.mostRows = mostRows;
    }

    void csv(Context context) {
        send(context, "atomic-flow-tasks.csv", "text/csv; charset=utf-8; header=present", rows -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(context.outputStream(), UTF_8));
            out.write(TaskCsv.HEADER);
            while (rows.hasNext()) {
                out.write(TaskCsv.line(rows.next()));
            }
            out.flush();
        });
    }

    void json(Context context) {
        send(context, "atomic-flow-tasks.json", "application/json", rows -> {
            try (JsonGenerator out = json.createGenerator(context.outputStream())) {
                out.writeStartArray();
                while (rows.hasNext()) {
                    out.writeObject(rows.next());
                }
                out.writeEndArray();
            }
        });
    }

    private void send(Context context, String name, String type, Table table) {
        Query query = Query.of(context, FilterReader.NAMES);
        TaskFilter filter = FilterReader.read(query::text);
        List<KnownTask> found = tasks.newest(filter, mostRows + 1);
        boolean truncated = found.size() > mostRows;
        context.contentType(type);
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        if (truncated) {
            context.header("X-Truncated", "true");
        }
        try {
            List<KnownTask> sent = truncated ? found.subList(0, mostRows) : found;
            table.write(pictures.rows(sent, filter).iterator());
        } catch (IOException gone) {
            LOG.debug("whoever asked for {} did not wait for all of it", name, gone);
        }
    }

    private interface Table {
        void write(Iterator<TaskRow> rows) throws IOException;
    }
}
