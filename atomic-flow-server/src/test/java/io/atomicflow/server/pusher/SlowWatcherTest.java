package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.TaskCounts;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.live.LiveFeeds;
import io.atomicflow.server.live.LiveTicker;
import io.atomicflow.server.live.LiveView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of one who watches the flow and reads slowly: merged frames, then a new snapshot, then the door. */
class SlowWatcherTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final LiveView view = new LiveView();
    private final FakeWire slow = new FakeWire(FakeWire.Pace.WHEN_TOLD);
    private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
    private final LiveFeeds feeds = view.feeds(
            Clients.ID,
            LiveChannels.PUBLIC,
            () -> new FlowSnapshot(new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 10, 2, false, List.of()),
            () -> false,
            visitor -> {},
            id -> Optional.empty(),
            () -> now);
    private final Clients clients = Clients.withFeeds(Map.of("flow", feeds.feed(Clients.ID, "flow").orElseThrow()));
    private final LiveTicker ticker = new LiveTicker(feeds, clients.channels, () -> 1, clients.time);

    SlowWatcherTest() {
        tick();
        clients.connect(slow).heard(Clients.subscribe("flow"));
        slow.take();
        slow.take();
    }

    /** One frame; it tells of this task. */
    private void frame(long task) {
        view.listener().onEvent(new TaskEvent.Queued(new TaskEvent.Stamp(task, 0, task, "task", "1", 1, Map.of())));
        tick();
    }

    private void tick() {
        pass(LiveTicker.PERIOD);
        ticker.tick();
    }

    private void pass(Duration time) {
        clients.time.pass(time);
        now = now.plus(time);
    }

    private JsonNode last() throws Exception {
        JsonNode message = JSON.readTree(slow.last());
        return JSON.createObjectNode()
                .set(message.get("event").textValue(), JSON.readTree(message.get("data").textValue()));
    }

    @Test
    void oneFrameIsOnItsWayAtATimeAndThoseThatComeMeanwhileAreMerged() throws Exception {
        assertEquals(1, last().at("/snapshot/frame").intValue());
        slow.take();
        frame(1);
        int sent = slow.sent.size();

        frame(2);
        frame(3);
        frame(4);

        assertEquals(sent, slow.sent.size());
        assertEquals(1, slow.onTheirWay());
        slow.take();
        assertEquals(sent + 1, slow.sent.size());
        assertEquals("[[2,0,1,0],[3,0,1,0],[4,0,1,0]]", last().at("/delta/tasks").toString());
        assertEquals(2, last().at("/delta/frame").intValue() - last().at("/delta/from").intValue());
    }

    @Test
    void whoIsFiveSecondsBehindGetsANewSnapshotInstead() throws Exception {
        frame(1);
        pass(Duration.ofSeconds(6));
        frame(2);

        slow.take();

        assertEquals("[[1,0,1,0],[2,0,1,0]]", last().at("/snapshot/tasks").toString());
    }

    @Test
    void whoTakesNothingForTooLongIsClosedSoThatItComesBack() {
        frame(1);

        pass(Duration.ofSeconds(31));
        clients.server.check();

        assertEquals(List.of(4100), slow.closes);
        assertEquals(1, clients.closed(CloseReason.STUCK));
    }
}
