package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import io.atomicflow.TaskCounts;
import io.atomicflow.server.pusher.Channels;
import io.atomicflow.server.pusher.EncodedEvent;
import io.atomicflow.server.pusher.FeedReader;
import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFeedsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String APP = "demo";

    private final Map<Long, FakeTask> tasks = new HashMap<>();
    private final Listeners listeners = new Listeners();
    private final LiveView view = new LiveView();
    private int held = 1;
    private int asked;
    private final LiveFeeds feeds = feeds(LiveChannels.PUBLIC);

    private LiveFeeds feeds(LiveChannels channels) {
        return view.feeds(
                APP,
                channels,
                this::flow,
                () -> false,
                visitor -> {},
                id -> Optional.ofNullable(tasks.get(id)).map(FakeTask::handle),
                () -> Instant.ofEpochMilli(1_700_000_000_000L));
    }

    private FlowSnapshot flow() {
        asked++;
        Percentiles waits = new Percentiles(
                7, Duration.ofNanos(1_234_567), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4));
        return new FlowSnapshot(
                new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0),
                0,
                10,
                2,
                false,
                List.of(
                        new LimitSnapshot("2", 2, held, 14, true, waits, Percentiles.NONE),
                        new LimitSnapshot("a b/é", 5, 0, 0, false, Percentiles.NONE, Percentiles.NONE)));
    }

    /** Somebody subscribes: first to the channel, then to its feed. */
    private FeedReader open(String channel) {
        listeners.occupied.add(channel);
        return feeds.feed(APP, channel).orElseThrow().open();
    }

    private static JsonNode read(@Nullable EncodedEvent event) throws Exception {
        JsonNode message = JSON.readTree(present(event).toString());
        ObjectNode data = (ObjectNode) JSON.readTree(message.get("data").textValue());
        return data.put("event", message.get("event").textValue()).put("channel", message.get("channel").textValue());
    }

    private void tick() {
        listeners.woken.clear();
        feeds.tick(listeners);
    }

    @Test
    void aTaskIsToldAsItIsNowThenEachChangeThatATickSeesAndItsEndLast() throws Exception {
        FakeTask task = new FakeTask(42, TaskState.LOCK_CHECK);
        tasks.put(42L, task);
        FeedReader reader = open("task-42");

        assertEquals(
                "{\"id\":42,\"at\":1700000000000,\"name\":\"a \\\"task\\\"\",\"limit\":\"2\",\"state\":\"LOCK_CHECK\","
                        + "\"attempt\":1,\"progress\":0,\"explanation\":\"explained 1\",\"event\":\"task\","
                        + "\"channel\":\"task-42\"}",
                read(reader.next()).toString());
        assertNull(reader.next());

        task.state = TaskState.IN_PROGRESS;
        view.listener().onEvent(Events.progress(42, "2", 0.4));
        tick();
        JsonNode running = read(reader.next());
        assertEquals("IN_PROGRESS", running.get("state").textValue());
        assertEquals(40, running.get("progress").intValue());

        task.attempt = 2;
        task.state = TaskState.QUEUED;
        tick();
        assertEquals(2, read(reader.next()).get("attempt").intValue());

        task.state = TaskState.COMPLETE;
        tasks.clear();
        tick();
        JsonNode end = read(reader.next());
        assertEquals("COMPLETE", end.get("state").textValue());
        assertEquals(100, end.get("progress").intValue());

        tick();
        assertNull(reader.next());
        assertEquals(Set.of(), listeners.woken);
    }

    @Test
    void aTaskThatFailsIsToldAsFarAsItGot() throws Exception {
        FakeTask task = new FakeTask(42, TaskState.IN_PROGRESS);
        tasks.put(42L, task);
        view.listener().onEvent(Events.progress(42, "2", 0.4));
        FeedReader reader = open("task-42");
        assertEquals(40, read(reader.next()).get("progress").intValue());

        task.state = TaskState.FAILED;
        tick();

        assertEquals(40, read(reader.next()).get("progress").intValue());
    }

    @Test
    void aTaskThatNobodyKnowsIsToldAsSuchUntilItIsThere() throws Exception {
        FeedReader reader = open("task-7");
        JsonNode unknown = read(reader.next());
        assertTrue(unknown.get("state").isNull(), unknown.toString());
        assertEquals(7, unknown.get("id").intValue());

        tick();
        assertNull(reader.next());

        tasks.put(7L, new FakeTask(7, TaskState.QUEUED));
        tick();
        assertEquals("QUEUED", read(reader.next()).get("state").textValue());
    }

    @Test
    void aLimitIsToldAsItIsNowThenWheneverItChanges() throws Exception {
        FeedReader reader = open("limit-2");
        assertEquals(
                "{\"key\":\"2\",\"at\":1700000000000,\"permits\":2,\"held\":1,\"waiting\":14,\"paused\":true,"
                        + "\"waitMillis\":{\"count\":7,\"p50\":1.235,\"p95\":2.0,\"p99\":3.0,\"max\":4.0},"
                        + "\"runMillis\":{\"count\":0,\"p50\":0.0,\"p95\":0.0,\"p99\":0.0,\"max\":0.0},"
                        + "\"event\":\"limit\",\"channel\":\"limit-2\"}",
                read(reader.next()).toString());

        tick();
        assertNull(reader.next());

        held = 2;
        tick();
        assertEquals(2, read(reader.next()).get("held").intValue());
        assertEquals(Set.of("limit-2"), listeners.woken);
    }

    @Test
    void aLimitThatDoesNotExistIsToldAsSuch() throws Exception {
        assertTrue(read(open("limit-none").next()).get("permits").isNull());
    }

    @Test
    void aKeyThatIsNoNameForAChannelIsWrittenSoThatItIsOne() throws Exception {
        assertEquals("a=20b=2F=C3=A9", LimitKeys.encode("a b/é"));
        assertEquals("a b/é", read(open("limit-a=20b=2F=C3=A9").next()).get("key").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "task", "task-", "task-x", "task-01", "task--1", "task-1.0", "task-9999999999999999999",
        "task-１", "limit-", "limit-=", "limit-=2", "limit-=2f", "limit-=20=", "limit-=41", "limit-=FF", "limit-a b",
        "limit-Ł", "flow-1", "Flow", "private-flow", "private-task-1", "presence-watchers"})
    void noOtherChannelHasAFeed(String channel) {
        assertTrue(feeds.feed(APP, channel).isEmpty());
    }

    @Test
    void clientsOfAnotherAppAreToldNothing() {
        for (String channel : List.of("flow", "task-1", "limit-2")) {
            assertTrue(feeds.feed(APP, channel).isPresent());
            assertTrue(feeds.feed("other", channel).isEmpty());
        }
    }

    @Test
    void whenTheChannelsArePrivateThePublicOnesHaveNoFeed() throws Exception {
        LiveFeeds hidden = feeds(LiveChannels.PRIVATE);

        for (String channel : List.of("flow", "task-1", "limit-2")) {
            assertTrue(hidden.feed(APP, channel).isEmpty());
            FeedReader reader = hidden.feed(APP, "private-" + channel).orElseThrow().open();
            assertEquals("private-" + channel, read(reader.next()).get("channel").textValue());
        }
    }

    @Test
    void aTickWakesOnlyTheChannelsOfWhatChanged() {
        tasks.put(1L, new FakeTask(1, TaskState.QUEUED));
        tasks.put(2L, new FakeTask(2, TaskState.QUEUED));
        open("task-1");
        open("task-2");
        open("limit-2");

        present(tasks.get(2L)).state = TaskState.LOCK_CHECK;
        tick();

        assertEquals(Set.of("task-2"), listeners.woken);
    }

    @Test
    void textIsMadeOnceForAllWhoListen() {
        tasks.put(1L, new FakeTask(1, TaskState.QUEUED));
        FeedReader one = open("task-1");
        FeedReader other = open("task-1");

        assertSame(one.next(), other.next());
        assertEquals(1, feeds.watched());
    }

    @Test
    void whoComesLaterIsToldTheEndToo() throws Exception {
        FakeTask task = new FakeTask(1, TaskState.IN_PROGRESS);
        tasks.put(1L, task);
        open("task-1");
        task.state = TaskState.CANCELLED;
        tasks.clear();
        tick();

        assertEquals("CANCELLED", read(open("task-1").next()).get("state").textValue());
    }

    @Test
    void whatNobodyListensToAnyMoreIsForgottenAndBeginsAnew() throws Exception {
        FakeTask task = new FakeTask(1, TaskState.QUEUED);
        tasks.put(1L, task);
        open("task-1");
        open("limit-2");

        listeners.occupied.clear();
        tick();
        assertEquals(0, feeds.watched());

        task.state = TaskState.IN_PROGRESS;
        assertEquals("IN_PROGRESS", read(open("task-1").next()).get("state").textValue());
    }

    @Test
    void askingForFeedsWithoutOpeningThemLeavesNothingBehind() {
        for (int id = 0; id < 10_000; id++) {
            assertTrue(feeds.feed(APP, "task-" + id).isPresent());
        }

        assertEquals(0, feeds.watched());
    }

    @Test
    void theFlowIsAskedForItsLimitsOnceATickAndOnlyIfSomebodyListensToOne() {
        open("task-1");
        asked = 0;
        tick();
        assertEquals(0, asked);

        open("limit-2");
        open("limit-none");
        asked = 0;
        tick();
        assertEquals(1, asked);
    }

    @Test
    void soManyTasksAreExplainedATickAndNoMore() throws Exception {
        List<FeedReader> readers = new ArrayList<>();
        for (long id = 0; id < 30; id++) {
            tasks.put(id, new FakeTask(id, TaskState.LOCK_CHECK));
            readers.add(open("task-" + id));
        }
        assertEquals(10, explained(readers));

        tasks.values().forEach(task -> task.state = TaskState.IN_PROGRESS);
        tick();
        assertEquals(10, explained(readers));
    }

    private static long explained(List<FeedReader> readers) throws Exception {
        long explained = 0;
        for (FeedReader reader : readers) {
            explained += read(reader.next()).get("explanation").isNull() ? 0 : 1;
        }
        return explained;
    }

    @Test
    void nobodyIsLeftOnAWatchThatWasForgottenHoweverOpeningAndTickingMeet() throws Exception {
        FakeTask task = new FakeTask(1, TaskState.QUEUED);
        tasks.put(1L, task);
        for (int round = 0; round < 200; round++) {
            open("task-1");
            listeners.occupied.clear();
            Thread ticking = Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 50).forEach(i -> feeds.tick(listeners)));
            FeedReader reader = open("task-1");
            ticking.join();
            reader.next();

            task.attempt = round + 2;
            feeds.tick(listeners);

            assertEquals(task.attempt, read(reader.next()).get("attempt").intValue(), "round " + round);
        }
    }

    @Test
    void theTickerWakesTheFlowOnlyWhenSomethingChangedOrASecondHasPassed() {
        LiveTicker ticker = new LiveTicker(feeds, listeners, () -> 1, () -> 0);
        ticker.tick();
        assertTrue(listeners.woken.contains("flow"));

        listeners.woken.clear();
        ticker.tick();
        assertFalse(listeners.woken.contains("flow"));

        held = 2;
        ticker.tick();
        assertTrue(listeners.woken.contains("flow"));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "nothing is there");
    }

    /** Who is subscribed to what, and who was woken. */
    private static final class Listeners implements Channels {

        final Set<String> occupied = ConcurrentHashMap.newKeySet();
        final Set<String> woken = new HashSet<>();

        @Override
        public void publish(String channel, String event, String data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void wake(String channel) {
            woken.add(channel);
        }

        @Override
        public boolean isOccupied(String channel) {
            return occupied.contains(channel);
        }
    }
}
