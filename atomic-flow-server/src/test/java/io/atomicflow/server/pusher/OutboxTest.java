package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final FakeWire slow = new FakeWire(FakeWire.Pace.WHEN_TOLD);

    @Test
    void oneParcelIsOnItsWayAtATimeAndTheOrderOfMessagesIsKept() {
        Clients clients = Clients.ofDefaults();
        Connection client = clients.connect(slow);
        client.heard(Clients.subscribe("news"));
        clients.channels.publish("news", "one", "");
        clients.channels.publish("news", "two", "");

        assertEquals(List.of("connection_established"), events());
        assertEquals(1, slow.onTheirWay());
        slow.take();
        assertEquals(1, slow.onTheirWay());
        slow.take();
        assertEquals(0, slow.onTheirWay());

        assertEquals(List.of("connection_established", "subscription_succeeded", "one", "two"), events());
    }

    private List<String> events() {
        return slow.sent.stream()
                .map(text -> text.replaceFirst("\\{\"event\":\"(pusher(_internal)?:)?([a-z_]+)\".*", "$3"))
                .toList();
    }

    @Test
    void aClientWhoseQueueOverflowsIsClosedAndCountedAndTheOthersNoticeNothing() {
        Clients clients = Clients.ofDefaults();
        clients.connect(slow).heard(Clients.subscribe("news"));
        FakeWire fast = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.connect(fast).heard(Clients.subscribe("news"));

        for (int i = 0; i < 10; i++) {
            clients.channels.publish("news", "event", "{}");
        }

        assertEquals(List.of(4100), slow.closes);
        assertEquals(1, clients.closed(CloseReason.TOO_SLOW));
        assertEquals(2 + 10, fast.sent.size());
    }

    @Test
    void aQueueIsBoundedInSizeTooNotOnlyInMessages() {
        Clients clients = Clients.ofDefaults();
        clients.connect(slow).heard(Clients.subscribe("news"));

        clients.channels.publish("news", "event", "x".repeat(6_000));
        assertEquals(List.of(), slow.closes);
        clients.channels.publish("news", "event", "x".repeat(6_000));

        assertEquals(List.of(4100), slow.closes);
    }

    @Test
    void aMessageThatIsLongerThanAQueueMayBeArrivesWhereNothingElseWaits() {
        Clients clients = Clients.ofDefaults();
        FakeWire fast = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.connect(fast).heard(Clients.subscribe("news"));

        clients.channels.publish("news", "event", "x".repeat(20_000));
        clients.channels.publish("news", "after", "");

        assertEquals(List.of(), fast.closes);
        assertTrue(fast.last().contains("after"), fast.last());
    }

    @Test
    void aFeedThatAlwaysHasMoreDoesNotSilenceTheOthersHoweverSlowTheClientReads() {
        Clients clients = Clients.withFeeds(Map.of(
                "flow", () -> () -> EncodedEvent.of("flow", "delta", ""),
                "task-1", () -> () -> EncodedEvent.of("task-1", "task", ""),
                "task-2", () -> () -> EncodedEvent.of("task-2", "task", "")));
        Connection client = clients.connect(slow);
        client.heard(Clients.subscribe("flow"));
        client.heard(Clients.subscribe("task-1"));
        client.heard(Clients.subscribe("task-2"));

        for (int i = 0; i < 8; i++) {
            slow.take();
        }

        for (String channel : List.of("flow", "task-1", "task-2")) {
            long told = slow.sent.stream().filter(text -> text.contains("\"" + channel + "\",\"data\":\"\"")).count();
            assertTrue(told >= 2, channel + " was told " + told + " times");
        }
    }

    @Test
    void aMessageThatIsOnItsWayForTooLongEndsTheConnection() {
        Clients clients = Clients.ofDefaults();
        clients.connect(slow);

        clients.time.pass(Duration.ofSeconds(30));
        clients.server.check();
        assertEquals(List.of(), slow.closes);
        clients.time.pass(Duration.ofSeconds(1));
        clients.server.check();

        assertEquals(List.of(4100), slow.closes);
    }

    @Test
    void aFeedIsAskedOnlyWhenTheClientIsReadyAndOncePerFrame() {
        Queue<EncodedEvent> frames = new ConcurrentLinkedQueue<>();
        Clients clients = Clients.withFeeds(Map.of("feed", () -> frames::poll));
        clients.connect(slow).heard(Clients.subscribe("feed"));
        frames.add(EncodedEvent.of("feed", "frame", "1"));
        clients.channels.wake("feed");
        assertEquals(1, slow.sent.size());

        slow.take();
        slow.take();
        assertTrue(slow.last().contains("\"data\":\"1\""), slow.last());
        slow.take();
        assertEquals(3, slow.sent.size());
        assertEquals(0, slow.onTheirWay());

        frames.add(EncodedEvent.of("feed", "frame", "2"));
        clients.channels.wake("feed");
        assertTrue(slow.last().contains("\"data\":\"2\""), slow.last());
    }

    @Test
    void aFeedIsNotAskedForWhoLeftItsChannelNorForWhoWasSentAway() {
        int[] asked = {0};
        Clients clients = Clients.withFeeds(Map.of("feed", () -> () -> {
            asked[0]++;
            return null;
        }));
        Connection left = clients.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        Connection sentAway = clients.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        left.heard(Clients.subscribe("feed"));
        sentAway.heard(Clients.subscribe("feed"));
        left.heard(Clients.unsubscribe("feed"));
        sentAway.close(CloseReason.TERMINATED);
        int before = asked[0];

        left.wake();
        sentAway.wake();

        assertEquals(before, asked[0]);
    }

    @Test
    void aParcelTakesNoMoreOnceItIsLongEnough() {
        Clients clients = Clients.withRoomFor(10, Clients.app());
        Connection client = clients.connect(slow);
        for (int i = 0; i < 4; i++) {
            client.tell("x".repeat(40_000));
        }

        slow.take();
        assertEquals(1 + 2, slow.sent.size());
        slow.take();
        assertEquals(1 + 4, slow.sent.size());
    }

    @Test
    void aFeedThatNeverEndsDoesNotGrowTheStack() {
        int frames = 100_000;
        int[] left = {frames};
        Clients clients = Clients.withFeeds(
                Map.of("feed", () -> () -> left[0]-- > 0 ? EncodedEvent.of("feed", "frame", "") : null));
        FakeWire fast = new FakeWire(FakeWire.Pace.AT_ONCE);

        clients.connect(fast).heard(Clients.subscribe("feed"));

        assertEquals(2 + frames, fast.sent.size());
    }

    @Test
    void everyPublishReachesEverySubscriberWhicheverThreadMadeIt() throws Exception {
        int threads = 4;
        int each = 500;
        Clients clients = Clients.withRoomFor(threads * each, Clients.app());
        FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.connect(wire).heard(Clients.subscribe("news"));
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService publishers = Executors.newFixedThreadPool(threads)) {
            List<? extends Future<?>> all = java.util.stream.IntStream.range(0, threads)
                    .mapToObj(thread -> publishers.submit(() -> {
                        start.await();
                        for (int i = 0; i < each; i++) {
                            clients.channels.publish("news", "event", thread + "-" + i);
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertEquals(2 + threads * each, wire.sent.size());
        assertEquals(2 + threads * each, wire.sent.stream().distinct().count());
    }

    @Test
    void namesOfTheProtocolItselfCannotBePublished() {
        Clients clients = Clients.ofDefaults();

        assertThrows(IllegalArgumentException.class, () -> clients.channels.publish("news", "pusher:error", "{}"));
        assertThrows(IllegalArgumentException.class, () -> clients.channels.publish("news", "pusher_internal:x", "{}"));
    }
}
