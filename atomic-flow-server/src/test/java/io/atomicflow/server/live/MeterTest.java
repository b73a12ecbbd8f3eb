package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.TaskCounts;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final Fold fold = new Fold(100, 100);
    private final long[] nanos = {0};
    private final Meter meter = new Meter(() -> 3, () -> nanos[0]);

    private static FlowSnapshot flow(TaskCounts tasks, LimitSnapshot... limits) {
        return new FlowSnapshot(tasks, 0, 10, 2, false, List.of(limits));
    }

    private static Percentiles times(long count, int p95Millis) {
        Duration time = Duration.ofMillis(p95Millis);
        return new Percentiles(count, Duration.ZERO, time, time, time);
    }

    private JsonNode read(FlowSnapshot flow) throws Exception {
        return JSON.readTree(MetricsWriter.text(meter.read(flow, fold, 1_700_000_000_000L)));
    }

    @Test
    void ratesAreCountedOverTheTimeThatReallyPassed() throws Exception {
        read(flow(NONE));
        nanos[0] = Duration.ofSeconds(2).toNanos();

        JsonNode metrics = read(flow(new TaskCounts(0, 4, 0, 0, 20, 1, 2, 3, 0)));

        assertEquals(
                "{\"submitted\":15.0,\"complete\":10.0,\"failed\":0.5,\"cancelled\":1.0,\"timedOut\":1.5}",
                metrics.get("perSecond").toString());
    }

    @Test
    void countsThatWereSetBackAreNoNegativeRate() throws Exception {
        read(flow(new TaskCounts(0, 0, 0, 0, 20, 1, 2, 3, 0)));
        nanos[0] = Duration.ofSeconds(1).toNanos();

        JsonNode metrics = read(flow(NONE));

        assertEquals(
                "{\"submitted\":0.0,\"complete\":0.0,\"failed\":0.0,\"cancelled\":0.0,\"timedOut\":0.0}",
                metrics.get("perSecond").toString());
    }

    @Test
    void timesAreThoseOfEveryEventSinceTheLastReadingAndNoOther() throws Exception {
        fold.onEvent(Events.began(1, 0, Duration.ofSeconds(50)));
        read(flow(NONE));
        for (int task = 1; task <= 100; task++) {
            fold.onEvent(Events.began(task, 0, Duration.ofMillis(task)));
            fold.onEvent(Events.completed(task, 0, Duration.ofNanos(10_000L * task)));
        }
        fold.onEvent(Events.of(101, "1", TaskState.IN_PROGRESS));

        JsonNode metrics = read(flow(NONE));

        assertNear(100, 50, 95, 99, 100, metrics.get("wait"));
        assertNear(100, 0.5, 0.95, 0.99, 1, metrics.get("run"));
    }

    private static void assertNear(int count, double p50, double p95, double p99, double max, JsonNode times) {
        assertEquals(count, times.get("count").intValue(), times.toString());
        assertEquals(p50, times.get("p50").doubleValue(), p50 / 500, times.toString());
        assertEquals(p95, times.get("p95").doubleValue(), p95 / 500, times.toString());
        assertEquals(p99, times.get("p99").doubleValue(), p99 / 500, times.toString());
        assertEquals(max, times.get("max").doubleValue(), max / 500, times.toString());
    }

    @Test
    void ofNothingThereAreNoTimes() throws Exception {
        JsonNode metrics = read(flow(NONE));

        String none = "{\"count\":0,\"p50\":null,\"p95\":null,\"p99\":null,\"max\":null}";
        assertEquals(none, metrics.get("wait").toString());
        assertEquals(none, metrics.get("run").toString());
    }

    @Test
    void eachLimitIsToldWithItsNumberAndWhatIsKnownOfItsTimes() throws Exception {
        JsonNode metrics = read(flow(
                NONE,
                new LimitSnapshot("a", 1, 0, 0, false, times(3, 9), Percentiles.NONE),
                new LimitSnapshot("b", 1, 0, 0, false, Percentiles.NONE, times(1, 7))));

        assertEquals("[[0,9.0,null],[1,null,7.0]]", metrics.get("limits").toString());
    }

    @Test
    void eventsAreCountedTheLostOnesToo() throws Exception {
        read(flow(NONE));
        nanos[0] = Duration.ofSeconds(1).toNanos();
        for (int task = 1; task <= 3; task++) {
            fold.onEvent(Events.of(task, "1", TaskState.QUEUED));
        }
        fold.onDropped(7);

        assertEquals("{\"perSecond\":10.0,\"dropped\":7}", read(flow(NONE)).get("events").toString());
    }
}
