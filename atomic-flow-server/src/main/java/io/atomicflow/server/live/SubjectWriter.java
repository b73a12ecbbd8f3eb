package io.atomicflow.server.live;

import io.atomicflow.server.pusher.JsonText;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.task.TaskHandle;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes what is told of one task or one limit, the way {@code docs/live-protocol.md} says. */
final class SubjectWriter {

    private static final double NANOS_PER_MILLI = 1e6;

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
        json.writeNumberField("p50", millis(times.p50()));
        json.writeNumberField("p95", millis(times.p95()));
        json.writeNumberField("p99", millis(times.p99()));
        json.writeNumberField("max", millis(times.max()));
        json.writeEndObject();
    }

    /** In thousandths: finer than that nobody reads. */
    private static double millis(Duration time) {
        return Math.round(time.toNanos() / NANOS_PER_MILLI * 1_000) / 1_000.0;
    }
}
