package io.atomicflow.server.live;

import io.atomicflow.server.pusher.JsonText;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.task.TaskState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes frames the way {@code docs/live-protocol.md} says. */
final class FrameWriter {

    private static final List<TaskState> STATES = List.of(TaskState.values());

    private FrameWriter() {}

    static String snapshot(LiveFrame frame, Map<Long, TaskPoint> tasks, Collection<LimitRows.Row> limits) {
        return JsonText.of(json -> {
            json.writeNumberField("frame", frame.number());
            json.writeNumberField("at", frame.atMillis());
            json.writeArrayFieldStart("states");
            for (TaskState state : STATES) {
                json.writeString(state.name());
            }
            json.writeEndArray();
            writeChanging(json, frame, tasks, limits);
            json.writeNumberField("workers", frame.flow().workers());
        });
    }

    static String delta(
            long from, LiveFrame frame, Map<Long, TaskPoint> tasks, Collection<LimitRows.Row> limits) {
        return JsonText.of(json -> {
            json.writeNumberField("from", from);
            json.writeNumberField("frame", frame.number());
            json.writeNumberField("at", frame.atMillis());
            writeChanging(json, frame, tasks, limits);
        });
    }

    static String metrics(Metrics metrics) {
        return JsonText.of(json -> {
            json.writeNumberField("at", metrics.atMillis());
            json.writeObjectFieldStart("perSecond");
            json.writeNumberField("complete", metrics.completePerSecond());
            json.writeNumberField("failed", metrics.failedPerSecond());
            json.writeEndObject();
            json.writeNumberField("clients", metrics.clients());
            json.writeObjectFieldStart("memory");
            json.writeNumberField("usedBytes", metrics.usedBytes());
            json.writeNumberField("maxBytes", metrics.maxBytes());
            json.writeEndObject();
            json.writeNumberField("cpu", metrics.cpu());
        });
    }

    private static void writeChanging(
            JsonGenerator json, LiveFrame frame, Map<Long, TaskPoint> tasks, Collection<LimitRows.Row> limits)
            throws IOException {
        json.writeArrayFieldStart("limits");
        for (LimitRows.Row row : limits) {
            json.writeStartArray();
            json.writeNumber(row.index());
            json.writeString(row.limit().key());
            json.writeNumber(row.limit().permits());
            json.writeNumber(row.limit().held());
            json.writeNumber(row.limit().waiting());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tasks");
        for (Map.Entry<Long, TaskPoint> task : tasks.entrySet()) {
            json.writeStartArray();
            json.writeNumber(task.getKey());
            json.writeNumber(task.getValue().limit());
            json.writeNumber(STATES.indexOf(task.getValue().state()));
            json.writeNumber(task.getValue().progress());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeNumberField("live", frame.flow().tasks().live());
        writeCounts(json, frame.flow());
        json.writeNumberField("dropped", frame.dropped());
    }

    private static void writeCounts(JsonGenerator json, FlowSnapshot flow) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("scheduled", flow.tasks().scheduled());
        json.writeNumberField("queued", flow.tasks().queued());
        json.writeNumberField("lockCheck", flow.tasks().lockCheck());
        json.writeNumberField("inProgress", flow.tasks().inProgress());
        json.writeNumberField("complete", flow.tasks().complete());
        json.writeNumberField("failed", flow.tasks().failed());
        json.writeNumberField("cancelled", flow.tasks().cancelled());
        json.writeNumberField("timedOut", flow.tasks().timedOut());
        json.writeEndObject();
        json.writeObjectFieldStart("queue");
        json.writeNumberField("used", flow.queueUsed());
        json.writeNumberField("capacity", flow.queueCapacity());
        json.writeEndObject();
    }
}
