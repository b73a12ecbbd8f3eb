package io.atomicflow.server.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.atomicflow.Percentiles;
import io.atomicflow.server.pusher.JsonText;
import java.io.IOException;
import java.time.Duration;

/** Writes metrics the way {@code docs/live-protocol.md} says. */
final class MetricsWriter {

    private MetricsWriter() {}

    static String text(Metrics metrics) {
        return JsonText.of(json -> {
            json.writeNumberField("at", metrics.atMillis());
            writeRates(json, metrics.rates());
            json.writeNumberField("clients", metrics.clients());
            json.writeObjectFieldStart("memory");
            json.writeNumberField("usedBytes", metrics.host().usedBytes());
            json.writeNumberField("maxBytes", metrics.host().maxBytes());
            json.writeEndObject();
            json.writeNumberField("cpu", metrics.host().cpu());
            writeTimes(json, "wait", metrics.waits());
            writeTimes(json, "run", metrics.runs());
            json.writeArrayFieldStart("limits");
            for (Metrics.Numbered limit : metrics.limits()) {
                json.writeStartArray();
                json.writeNumber(limit.index());
                writeMillis(json, limit.limit().waitTimes(), limit.limit().waitTimes().p95());
                writeMillis(json, limit.limit().runTimes(), limit.limit().runTimes().p95());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("events");
            json.writeNumberField("perSecond", metrics.events().perSecond());
            json.writeNumberField("dropped", metrics.events().dropped());
            json.writeEndObject();
        });
    }

    private static void writeRates(JsonGenerator json, Metrics.Rates rates) throws IOException {
        json.writeObjectFieldStart("perSecond");
        json.writeNumberField("submitted", rates.submitted());
        json.writeNumberField("complete", rates.complete());
        json.writeNumberField("failed", rates.failed());
        json.writeNumberField("cancelled", rates.cancelled());
        json.writeNumberField("timedOut", rates.timedOut());
        json.writeEndObject();
    }

    private static void writeTimes(JsonGenerator json, String name, Percentiles times) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", times.count());
        json.writeFieldName("p50");
        writeMillis(json, times, times.p50());
        json.writeFieldName("p95");
        writeMillis(json, times, times.p95());
        json.writeFieldName("p99");
        writeMillis(json, times, times.p99());
        json.writeFieldName("max");
        writeMillis(json, times, times.max());
        json.writeEndObject();
    }

    /** Of nothing there is no time, which is not the same as no time at all. */
    private static void writeMillis(JsonGenerator json, Percentiles times, Duration time) throws IOException {
        if (times.count() == 0) {
            json.writeNull();
        } else {
            json.writeNumber(Millis.of(time));
        }
    }
}
