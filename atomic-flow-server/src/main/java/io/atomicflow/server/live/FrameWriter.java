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

    static String snapshot(LiveFrame frame, Part all) {
        return JsonText.of(json -> {
            json.writeNumberField("frame", frame.number());
            json.writeNumberField("at", frame.atMillis());
            json.writeArrayFieldStart("states");
            for (TaskState state : STATES) {
                json.writeString(state.name());
            }
            json.writeEndArray();
            writeChanging(json, frame, all);
            json.writeNumberField("workers", frame.flow().workers());
        });
    }

    static String delta(long from, LiveFrame frame, Part changed) {
        return JsonText.of(json -> {
            json.writeNumberField("from", from);
            json.writeNumberField("frame", frame.number());
            json.writeNumberField("at", frame.atMillis());
            writeChanging(json, frame, changed);
        });
    }

    private static void writeChanging(JsonGenerator json, LiveFrame frame, Part part) throws IOException {
        json.writeArrayFieldStart("limits");
        for (Rows.Row<LimitPoint> row : part.limits()) {
            json.writeStartArray();
            json.writeNumber(row.index());
            json.writeString(row.value().key());
            json.writeNumber(row.value().permits());
            json.writeNumber(row.value().held());
            json.writeNumber(row.value().waiting());
            json.writeNumber(row.value().paused() ? 1 : 0);
            json.writeEndArray();
        }
        json.writeEndArray();
        writeTasks(json, part.tasks());
        json.writeArrayFieldStart("cells");
        for (Rows.Row<Cell> row : part.cells()) {
            json.writeStartArray();
            json.writeNumber(row.index());
            json.writeNumber(row.value().task());
            json.writeNumber(row.value().completed());
            json.writeNumber(row.value().failed());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeNumberField("live", frame.flow().tasks().live());
        writeCounts(json, frame.flow());
        json.writeBooleanField("paused", frame.flow().paused());
        json.writeBooleanField("draining", frame.draining());
        json.writeNumberField("dropped", frame.dropped());
    }

    /** The attempt is told from the second one on: most tasks need no more than one. */
    private static void writeTasks(JsonGenerator json, Map<Long, TaskPoint> tasks) throws IOException {
        json.writeArrayFieldStart("tasks");
        for (Map.Entry<Long, TaskPoint> task : tasks.entrySet()) {
            json.writeStartArray();
            json.writeNumber(task.getKey());
            json.writeNumber(task.getValue().limit());
            json.writeNumber(STATES.indexOf(task.getValue().state()));
            json.writeNumber(task.getValue().progress());
            if (task.getValue().attempt() > 1) {
                json.writeNumber(task.getValue().attempt());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
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

    /** What a frame names: all, or what changed. */
    record Part(
            Map<Long, TaskPoint> tasks, Collection<Rows.Row<LimitPoint>> limits, Collection<Rows.Row<Cell>> cells) {}
}
