package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    private boolean draining;
    private final Fold fold = new Fold(100, 100);
    private final LiveFeed feed = new LiveFeed(
            "flow", fold, () -> flow, () -> draining, visitor -> live.forEach(visitor), () -> now);

    private static FlowSnapshot flowWith(int held) {
        return flowWith(held, false, false);
    }

    private static FlowSnapshot flowWith(int held, boolean paused, boolean limitPaused) {
        return new FlowSnapshot(
                new TaskCounts(0, 0, 0, held, 5, 0, 0, 0, 0),
                0,
                10,
                2,
                paused,
                List.of(limit("1", 1, 0, false), limit("2", 2, held, limitPaused)));
    }

    private static LimitSnapshot limit(String key, int permits, int held, boolean paused) {
        return new LimitSnapshot(key, permits, held, 0, paused, Percentiles.NONE, Percentiles.NONE);
    }

    private void hear(long task, TaskState state) {
        fold.onEvent(Events.of(task, "2", state));
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
        assertEquals("[[0,\"1\",1,0,0,0],[1,\"2\",2,0,0,0]]", snapshot.get("limits").toString());
        assertEquals(8, snapshot.get("states").size());
        assertEquals(5, snapshot.at("/counts/complete").intValue());
        assertEquals(10, snapshot.at("/queue/capacity").intValue());
        assertEquals(2, snapshot.get("workers").intValue());
        assertEquals("[[0,7,0,0],[1,0,0,0]]", snapshot.get("cells").toString());
        assertFalse(snapshot.get("paused").booleanValue());
        assertFalse(snapshot.get("draining").booleanValue());
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
        assertEquals("[[1,\"2\",2,1,0,0]]", merged.get("limits").toString());
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

        fold.onDropped(3);
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
    void pauseAndDrainingAreToldEachInAFrameOfItsOwn() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        flow = flowWith(0, true, false);
        feed.cut();
        JsonNode paused = read(reader.next());
        draining = true;
        feed.cut();
        JsonNode stopping = read(reader.next());
        flow = flowWith(0, true, true);
        feed.cut();
        JsonNode limitPaused = read(reader.next());

        assertEquals("[true,false,[]]", facts(paused));
        assertEquals("[true,true,[]]", facts(stopping));
        assertEquals("[true,true,[[1,\"2\",2,0,0,1]]]", facts(limitPaused));
    }

    private static String facts(JsonNode frame) {
        return JSON.createArrayNode()
                .add(frame.get("paused"))
                .add(frame.get("draining"))
                .add(frame.get("limits"))
                .toString();
    }

    @Test
    void anAttemptIsToldFromTheSecondOneOn() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        fold.onEvent(Events.of(7, "2", TaskState.LOCK_CHECK, 1));
        feed.cut();
        JsonNode first = read(reader.next());
        fold.onEvent(Events.retried(7, "2", 1, Duration.ZERO));
        feed.cut();
        JsonNode second = read(reader.next());

        assertEquals("[[7,1,2,0]]", first.get("tasks").toString());
        assertEquals("[[7,1,1,0,2]]", second.get("tasks").toString());
    }

    @Test
    void mergedFramesTellTheLatestOfEachWorkerThatChangedSoThatNoEndIsLost() throws Exception {
        FeedReader reader = feed.open();
        read(reader.next());

        fold.onEvent(Events.began(7, 1, Duration.ZERO));
        feed.cut();
        fold.onEvent(Events.completed(7, 1, Duration.ZERO));
        fold.onEvent(Events.began(8, 1, Duration.ZERO));
        feed.cut();
        JsonNode merged = read(reader.next());
        fold.onEvent(Events.progress(8, "1", 0.5));
        feed.cut();
        JsonNode unchanged = read(reader.next());

        assertEquals("[[1,8,1,0]]", merged.get("cells").toString());
        assertEquals("[]", unchanged.get("cells").toString());
    }

    @Test
    void afterALossAWorkerIsNotShownWithATaskThatHasEnded() throws Exception {
        fold.onEvent(Events.began(7, 0, Duration.ZERO));
        fold.onEvent(Events.began(8, 1, Duration.ZERO));
        live = visitor -> visitor.accept(Events.handle(8, "2", TaskState.IN_PROGRESS));

        fold.onDropped(1);
        feed.heal();
        feed.cut();

        assertEquals("[[0,0,0,0],[1,8,0,0]]", read(feed.open().next()).get("cells").toString());
    }

    @Test
    void aChangeThatIsNotToldMakesNoFrame() {
        FeedReader reader = feed.open();
        assertNotNull(reader.next());
        Percentiles waits = new Percentiles(
                1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
        List<LimitSnapshot> limits = List.of(
                new LimitSnapshot("1", 1, 0, 0, false, waits, Percentiles.NONE), limit("2", 2, 0, false));

        flow = new FlowSnapshot(flow.tasks(), 0, 10, 2, false, limits);

        assertFalse(feed.cut());
    }
}
