package io.atomicflow.server.live;

import io.atomicflow.server.pusher.JsonText;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.task.TaskHandle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what is told of one task or one limit, the way {@code docs/live-protocol.md} says. */
final class SubjectWriter {

    private SubjectWriter() {}

    static String task(
            long atMillis, TaskHandle<?> task, TaskSubject.Facts facts, @Nullable String explanation) {
        return JsonText.of(json -> {
            json.writeNumberField("id", task.id());
            json.writeNumberField("at", atMillis);
            json.writeStringField("name", task.name());
            json.writeStringField("limit", task.limit());
            json.writeStringField("state", facts.state() == null ? null : facts.state().name());
            json.writeNumberField("attempt", facts.attempt());
            json.writeNumberField("progress", facts.progress());
            json.writeStringField("explanation", explanation);
        });
    }

    static String unknownTask(long atMillis, long id) {
        return JsonText.of(json -> {
            json.writeNumberField("id", id);
            json.writeNumberField("at", atMillis);
            json.writeNullField("state");
        });
    }

    static String limit(long atMillis, String key, @Nullable LimitSnapshot limit) {
        return JsonText.of(json -> {
            json.writeStringField("key", key);
            json.writeNumberField("at", atMillis);
            if (limit == null) {
                json.writeNullField("permits");
                return;
            }
            json.writeNumberField("permits", limit.permits());
            json.writeNumberField("held", limit.held());
            json.writeNumberField("waiting", limit.waiting());
            json.writeBooleanField("paused", limit.paused());
            writeTimes(json, "waitMillis", limit.waitTimes());
            writeTimes(json, "runMillis", limit.runTimes());
        });
    }

    private static void writeTimes(JsonGenerator json, String name, Percentiles times) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", times.count());
        json.writeNumberField("p50", Millis.of(times.p50()));
        json.writeNumberField("p95", Millis.of(times.p95()));
        json.writeNumberField("p99", Millis.of(times.p99()));
        json.writeNumberField("max", Millis.of(times.max()));
        json.writeEndObject();
    }
}
