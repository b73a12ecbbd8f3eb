package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.TaskCounts;
import io.atomicflow.server.pusher.EncodedEvent;
import io.atomicflow.server.pusher.FeedReader;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private static final JsonMapper JSON = new JsonMapper();

    private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
    private FlowSnapshot flow = flowWith(0);
    private LiveTasks live = visitor -> {};
    private final LimitIndex limits = new LimitIndex();
    private final TaskTable table = new TaskTable(100, 100, limits);
    private final LiveFeed feed = new LiveFeed("flow", table, limits, () -> flow, visitor -> live.forEach(visitor),
            () -> now);

    private static FlowSnapshot flowWith(int held) {
        return new FlowSnapshot(
                new TaskCounts(0, 0, 0, held, 5, 0, 0, 0, 0),
                0,
                10,
                2,
                false,
                List.of(limit("1", 1, 0), limit("2", 2, held)));
    }

    private static LimitSnapshot limit(String key, int permits, int held) {
        return new LimitSnapshot(key, permits, held, 0, false, Percentiles.NONE, Percentiles.NONE);
    }

    private void hear(long task, TaskState state) {
        table.onEvent(Events.of(task, "2", state));
        feed.cut();
        now = now.plusMillis(50);
    }

    private static JsonNode read(@Nullable EncodedEvent event) throws Exception {
        assertNotNull(event);
        JsonNode message = JSON.readTree(event.toString());
        assertEquals("flow", message.get("channel").textValue());
        JsonNode data = JSON.readTree(message.get("data").textValue());
        ((com.fasterxml.jackson.databind.node.ObjectNode) data).set("event", message.get("event"));
        return data;
    }

    @Test
    void aNewReaderIsToldEverythingFirst() throws Exception {
        hear(7, TaskState.IN_PROGRESS);
        FeedReader reader = feed.open();

        JsonNode snapshot = read(reader.next());

        assertEquals("snapshot", snapshot.get("event").textValue());
        assertEquals(2, snapshot.get("frame").intValue());
        assertEquals("[[7,1,3,0]]", snapshot.get("tasks").toString());
        assertEquals("[[0,\"1\",1,0,0],[1,\"2\",2,0,0]]", snapshot.get("limits").toString());
        assertEquals(8, snapshot.get("states").size());
        assertEquals(5, snapshot.at("/counts/complete").intValue());
        assertEquals(10, snapshot.at("/queue/capacity").intValue());
        assertEquals(2, snapshot.get("workers").intValue());
        assertNull(reader.next());
    }

    @Test
    void aReaderThatKeepsUpGetsEachFrameOnItsOwnAndEndedTasksOnce() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        hear(7, TaskState.QUEUED);
        JsonNode first = read(reader.next());
        hear(7, TaskState.COMPLETE);
        JsonNode second = read(reader.next());

        assertEquals("delta", first.get("event").textValue());
        assertEquals("[[7,1,1,0]]", first.get("tasks").toString());
        assertEquals("[]", first.get("limits").toString());
        assertEquals(2, first.get("from").intValue());
        assertEquals(2, first.get("frame").intValue());
        assertEquals("[[7,1,4,100]]", second.get("tasks").toString());
        assertEquals(3, second.get("from").intValue());
        assertNull(reader.next());
        assertEquals("[]", read(feed.open().next()).get("tasks").toString());
    }

    @Test
    void framesThatAReaderMissedAreMergedIntoOne() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        hear(7, TaskState.QUEUED);
        flow = flowWith(1);
        hear(8, TaskState.QUEUED);
        hear(7, TaskState.IN_PROGRESS);
        JsonNode merged = read(reader.next());

        assertEquals(2, merged.get("from").intValue());
        assertEquals(4, merged.get("frame").intValue());
        assertEquals("[[7,1,3,0],[8,1,1,0]]", merged.get("tasks").toString());
        assertEquals("[[1,\"2\",2,1,0]]", merged.get("limits").toString());
        assertNull(reader.next());
    }

    @Test
    void aReaderThatFellFiveSecondsBehindStartsOver() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        hear(7, TaskState.QUEUED);
        now = now.plus(Duration.ofSeconds(5));
        hear(8, TaskState.QUEUED);

        assertEquals("snapshot", read(reader.next()).get("event").textValue());
    }

    @Test
    void aLongQuietTimeIsNotFallingBehind() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        now = now.plus(Duration.ofHours(1));
        hear(8, TaskState.QUEUED);

        assertEquals("delta", read(reader.next()).get("event").textValue());
    }

    @Test
    void withoutChangeThereIsNoFrame() {
        FeedReader reader = feed.open();
        assertNotNull(reader.next());

        feed.cut();
        feed.cut();

        assertNull(reader.next());
    }

    @Test
    void aFrameIsMadeOnceForAllWhoAreEquallyFar() {
        FeedReader one = feed.open();
        FeedReader other = feed.open();
        assertSame(one.next(), other.next());

        hear(7, TaskState.QUEUED);

        assertSame(one.next(), other.next());
    }

    @Test
    void afterALossGhostsAreGoneForEveryReader() throws Exception {
        FeedReader reader = feed.open();
        hear(7, TaskState.IN_PROGRESS);
        hear(8, TaskState.IN_PROGRESS);
        read(reader.next());
        live = visitor -> visitor.accept(Events.handle(8, "2", TaskState.IN_PROGRESS));

        table.onDropped(3);
        feed.heal();
        JsonNode healed = read(reader.next());

        assertEquals("snapshot", healed.get("event").textValue());
        assertEquals("[[8,1,3,0]]", healed.get("tasks").toString());
        assertEquals(3, healed.get("dropped").intValue());
    }

    @Test
    void metricsComeAfterTheSnapshotAndOnlyTheLatestOfThoseSinceTheReaderCame() throws Exception {
        feed.measure(new Meter(() -> 3, System::nanoTime));
        FeedReader reader = feed.open();
        feed.measure(new Meter(() -> 4, System::nanoTime));
        feed.measure(new Meter(() -> 5, System::nanoTime));

        assertEquals("snapshot", read(reader.next()).get("event").textValue());
        JsonNode metrics = read(reader.next());

        assertEquals("metrics", metrics.get("event").textValue());
        assertEquals(5, metrics.get("clients").intValue());
        assertNull(reader.next());
    }

    @Test
    void metricsOfBeforeAReaderCameAreNotToldToIt() throws Exception {
        feed.measure(new Meter(() -> 3, System::nanoTime));
        FeedReader reader = feed.open();

        assertEquals("snapshot", read(reader.next()).get("event").textValue());
        assertNull(reader.next());
    }

    @Test
    void ratesAreCountedOverTheTimeThatReallyPassed() {
        long[] nanos = {0};
        Meter meter = new Meter(() -> 0, () -> nanos[0]);
        meter.read(flow, 0);
        nanos[0] = Duration.ofSeconds(2).toNanos();

        Metrics metrics = meter.read(
                new FlowSnapshot(new TaskCounts(0, 0, 0, 0, 25, 1, 0, 0, 0), 0, 10, 2, false, List.of()), 0);

        assertEquals(10.0, metrics.completePerSecond());
        assertEquals(0.5, metrics.failedPerSecond());
    }
}
