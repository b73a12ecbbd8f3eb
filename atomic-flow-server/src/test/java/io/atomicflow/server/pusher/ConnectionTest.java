package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    /** What a client may say at once: messages, subscriptions to all of its channels, client events. */
    private static final int BURST = 120 + 3 + 10;

    private final Clients clients = Clients.ofDefaults();
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    @Test
    void aSubscriberHearsItsChannelAndNoOther() {
        client.heard(Clients.subscribe("news"));
        clients.channels.publish("news", "hello", "{\"a\":1}");
        clients.channels.publish("sport", "goal", "{}");

        assertEquals(
                List.of(
                        "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"news\",\"data\":\"{}\"}",
                        "{\"event\":\"hello\",\"channel\":\"news\",\"data\":\"{\\\"a\\\":1}\"}"),
                wire.sent.subList(1, wire.sent.size()));
    }

    @Test
    void subscribingTwiceSucceedsTwiceAndDeliversOnce() {
        client.heard(Clients.subscribe("news"));
        client.heard(Clients.subscribe("news"));
        int before = wire.sent.size();

        clients.channels.publish("news", "hello", "{}");

        assertEquals(before + 1, wire.sent.size());
    }

    @Test
    void whoUnsubscribedHearsNothingMore() {
        client.heard(Clients.subscribe("news"));
        client.heard(Clients.unsubscribe("news"));
        client.heard(Clients.unsubscribe("never-subscribed"));
        int before = wire.sent.size();

        clients.channels.publish("news", "hello", "{}");

        assertEquals(before, wire.sent.size());
    }

    @Test
    void dataMayComeAsAStringWithJsonInIt() {
        client.heard("{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"news\\\"}\"}");

        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-a", "presence-a", "private-encrypted-a", "private-cache-a"})
    void aChannelThatNeedsAuthIsRefusedWith401AndTheConnectionStays(String channel) {
        client.heard(Clients.subscribe(channel));

        assertTrue(wire.last().startsWith("{\"event\":\"pusher:subscription_error\",\"channel\":\"" + channel),
                wire.last());
        assertTrue(wire.last().contains("\"status\":401"), wire.last());
        assertEquals(List.of(), wire.closes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "#internal", "a/b", "ä", "a\\nb"})
    void aNameOutsideTheRuleIsRefused(String channel) {
        client.heard(Clients.subscribe(channel));

        assertTrue(wire.last().contains("pusher:subscription_error"), wire.last());
    }

    @Test
    void aNameOf164CharactersIsLegalAndOneOf165IsNot() {
        client.heard(Clients.subscribe("x".repeat(164)));
        assertTrue(wire.last().contains("subscription_succeeded"));

        client.heard(Clients.subscribe("x".repeat(165)));
        assertTrue(wire.last().contains("\"type\":\"LimitReached\""), wire.last());
    }

    @Test
    void oneChannelTooManyIsRefusedAndOneThatWasLeftMakesRoom() {
        client.heard(Clients.subscribe("a"));
        client.heard(Clients.subscribe("b"));
        client.heard(Clients.subscribe("c"));
        client.heard(Clients.subscribe("d"));
        assertTrue(wire.last().contains("\"status\":4100"), wire.last());

        client.heard(Clients.unsubscribe("a"));
        client.heard(Clients.subscribe("d"));
        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
    }

    @Test
    void aPingIsAnsweredWithAPong() {
        client.heard("{\"event\":\"pusher:ping\",\"data\":{}}");

        assertEquals("{\"event\":\"pusher:pong\",\"data\":{}}", wire.last());
    }

    static List<String> malformed() {
        return List.of(
                "",
                "nonsense",
                "null",
                "[]",
                "7",
                "{}",
                "{\"event\":7}",
                "{\"event\":null}",
                "{\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":null}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"nonsense\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":{\"a\":1}}}",
                "{\"event\":\"pusher:unsubscribe\",\"data\":[]}",
                "{\"event\":\"a\",\"event\":\"b\"}",
                "{\"event\":\"a\"} {\"event\":\"b\"}",
                "{\"event\":\"a\",\"data\":" + "[".repeat(50) + "]".repeat(50) + "}",
                "{\"event\":\"a\",\"data\":" + "9".repeat(500) + "}",
                "{\"event\":\"a\",\"data\":1e99999999999}",
                "{\"event\":\"a\",\"data\":1e-2147483648}",
                "[".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedMessageIsAnsweredWithAnErrorAndHarmsNobody(String message) {
        client.heard(message);
        assertTrue(wire.last().startsWith("{\"event\":\"pusher:error\",\"data\":{\"code\":null"), wire.last());

        client.heard(Clients.subscribe("still-here"));
        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
    }

    @Test
    void anUnknownEventIsIgnored() {
        int before = wire.sent.size();

        client.heard("{\"event\":\"hello\",\"channel\":\"news\",\"data\":{\"__proto__\":1}}");
        client.heard("{\"event\":\"pusher:something-new\"}");

        assertEquals(before, wire.sent.size());
        assertEquals(List.of(), wire.closes);
    }

    @Test
    void whoSendsTooMuchIsWarnedAndWhoGoesOnIsSentAway() {
        for (int i = 0; i < BURST; i++) {
            client.heard("{\"event\":\"any\"}");
        }
        assertEquals(1, wire.sent.size());

        client.heard("{\"event\":\"any\"}");
        assertTrue(wire.last().contains("\"code\":4301"), wire.last());
        assertEquals(List.of(), wire.closes);

        for (int i = 0; i < 120; i++) {
            client.heard("{\"event\":\"any\"}");
        }
        assertEquals(List.of(4301), wire.closes);
    }

    @Test
    void aBinaryMessageCostsItsSenderTheConnection() {
        client.heardBinary();

        assertEquals(List.of(1003), wire.closes);
    }

    @Test
    void presenceInTheRegistryEndsOnceHoweverOftenTheEndIsTold() {
        Clients two = Clients.of(Clients.app(java.util.Set.of(), Map.of(AppLimit.CONNECTIONS, 2)));
        Connection leaving = two.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        two.connect(new FakeWire(FakeWire.Pace.AT_ONCE));

        leaving.ended();
        leaving.ended();
        leaving.close(CloseReason.GOING_AWAY);
        leaving.ended();

        assertEquals(1, two.server.connected());
    }

    @Test
    void aSubscriptionThatComesAfterTheEndLeavesNothingBehind() {
        client.ended();
        int before = wire.sent.size();

        client.heard(Clients.subscribe("news"));
        clients.channels.publish("news", "hello", "{}");

        assertEquals(before, wire.sent.size());
        assertEquals(0, clients.server.connected());
        assertEquals(0, clients.server.occupiedChannels());
    }

    @Test
    void aChannelIsOccupiedWhileSomebodyListens() {
        client.heard(Clients.subscribe("news"));
        assertEquals(1, clients.server.occupiedChannels());

        client.ended();
        assertEquals(0, clients.server.occupiedChannels());
    }

    @Test
    void whoIsToldThatItSubscribedMissesNothingFromThenOn() {
        wire.onSend = text -> {
            if (text.contains("subscription_succeeded")) {
                clients.channels.publish("news", "right-after", "{}");
            }
        };

        client.heard(Clients.subscribe("news"));

        assertTrue(wire.last().contains("right-after"), wire.last());
    }
}
