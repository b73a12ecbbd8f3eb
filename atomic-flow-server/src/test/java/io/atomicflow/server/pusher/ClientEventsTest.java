package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientEventsTest {

    private static final String ROOM = "private-room";

    private final Clients clients = Clients.withRoomFor(100, Clients.app());
    private final FakeWire speaking = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final FakeWire listening = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection speaker = clients.connect(speaking);
    private final Connection listener = clients.connect(listening);

    @BeforeEach
    void bothAreInTheRoom() {
        speaker.heard(Clients.subscribe(speaker, ROOM, null));
        listener.heard(Clients.subscribe(listener, ROOM, null));
    }

    private static String event(String name, String channel, String more) {
        return "{\"event\":\"" + name + "\",\"channel\":\"" + channel + "\"" + more + "}";
    }

    @Test
    void theOthersHearItAndTheSpeakerDoesNot() {
        speaker.heard(event("client-hi", ROOM, ",\"data\":{\"a\":1}"));

        assertEquals(event("client-hi", ROOM, ",\"data\":{\"a\":1}"), listening.last());
        assertEquals(2, speaking.sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.0",
        "0.10",
        "12345678901234567890",
        "-0.5",
        "\"1\"",
        "\"{\\\"a\\\":1}\"",
        "\"\"",
        "null",
        "true",
        "[]",
        "[1,\"1\",1.00,{}]",
        "{\"__proto__\":{\"a\":1}}"
    })
    void dataArrivesAsItWasSent(String data) {
        speaker.heard(event("client-hi", ROOM, ",\"data\":" + data));

        assertEquals(event("client-hi", ROOM, ",\"data\":" + data), listening.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1E-400", "1.50e+10", "123456789012345678901234567890.123456789"})
    void aNumberKeepsItsValueHoweverItIsWritten(String number) {
        speaker.heard(event("client-hi", ROOM, ",\"data\":" + number));

        String data = listening.last().replaceFirst(".*\"data\":", "").replace("}", "");
        assertEquals(0, new java.math.BigDecimal(number).compareTo(new java.math.BigDecimal(data)), listening.last());
        assertTrue(data.length() < 50, data);
    }

    @Test
    void halfACharacterArrivesAsItWasSent() {
        speaker.heard(event("client-hi", ROOM, ",\"data\":\"cut\\ud83d\""));

        assertEquals(event("client-hi", ROOM, ",\"data\":\"cut\\ud83d\""),
                listening.last().replaceAll("\\\\u[dD]83[dD]", "\\\\ud83d"));
    }

    @Test
    void onlyTheThreeFieldsOfAnEventAreHandedOn() {
        speaker.heard(event("client-hi", ROOM, ",\"data\":1,\"user_id\":\"forged\",\"socket_id\":\"1.1\",\"x\":2"));

        assertEquals(event("client-hi", ROOM, ",\"data\":1"), listening.last());
    }

    @Test
    void inAPresenceChannelTheServerSaysWhoSpeaks() {
        speaker.heard(Clients.subscribe(speaker, "presence-room", "{\"user_id\":7}"));
        listener.heard(Clients.subscribe(listener, "presence-room", "{\"user_id\":\"me\"}"));

        speaker.heard(event("client-hi", "presence-room", ",\"data\":{\"user_id\":\"x\"},\"user_id\":\"forged\""));

        assertEquals(event("client-hi", "presence-room", ",\"data\":{\"user_id\":\"x\"},\"user_id\":7"),
                listening.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "private-encrypted-a", "#server-to-user-me", "private-where-i-am-not", "cache-a",
        ""})
    void itGoesNowhereElse(String channel) {
        if (!channel.equals("private-where-i-am-not")) {
            speaker.heard(Clients.signIn(speaker, "{\"id\":\"me\"}"));
            speaker.heard(Clients.subscribe(speaker, channel, null));
            listener.heard(Clients.signIn(listener, "{\"id\":\"me\"}"));
        }
        listener.heard(Clients.subscribe(listener, channel, null));
        int before = listening.sent.size();

        speaker.heard(event("client-hi", channel, ",\"data\":1"));

        assertEquals(before, listening.sent.size(), listening.last());
        assertTrue(speaking.last().contains("\"code\":4301"), speaking.last());
        assertEquals(List.of(), speaking.closes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"myclient-hi", "client", "Client-hi", " client-hi", "pusher:error",
        "pusher_internal:member_removed", "pusher:subscription_succeeded", "server-event"})
    void anEventOfAnotherNameIsHandedToNobody(String name) {
        speaker.heard(event(name, ROOM, ",\"data\":1"));

        assertEquals(2, listening.sent.size(), listening.last());
    }

    @Test
    void tenASecondAreHandedOnAndTheNextOneIsRefusedAndNothingElseHappens() {
        for (int i = 0; i < 11; i++) {
            speaker.heard(event("client-hi", ROOM, ",\"data\":" + i));
        }
        assertEquals(2 + 10, listening.sent.size());
        assertTrue(speaking.last().contains("\"code\":4301"), speaking.last());
        assertEquals(List.of(), speaking.closes);

        clients.time.pass(Duration.ofMillis(100));
        speaker.heard(event("client-hi", ROOM, ",\"data\":\"again\""));

        assertTrue(listening.last().contains("again"), listening.last());
    }

    @Test
    void whatIsTooLongIsRefused() {
        speaker.heard(event("client-" + "x".repeat(194), ROOM, ",\"data\":1"));
        assertTrue(speaking.last().contains("\"code\":4301"), speaking.last());
        speaker.heard(event("client-hi", ROOM, ",\"data\":\"" + "ä".repeat(5_120) + "\""));
        assertTrue(speaking.last().contains("\"code\":4301"), speaking.last());
        assertEquals(2, listening.sent.size());

        speaker.heard(event("client-" + "x".repeat(193), ROOM, ",\"data\":\"" + "ä".repeat(5_119) + "\""));
        assertEquals(3, listening.sent.size());
    }

    @Test
    void whoLeftIsNotHeardAnyMore() {
        speaker.heard(Clients.unsubscribe(ROOM));
        speaker.heard(event("client-hi", ROOM, ",\"data\":1"));
        speaker.ended();
        speaker.heard(event("client-hi", ROOM, ",\"data\":1"));

        assertEquals(2, listening.sent.size(), listening.last());
    }

    @Test
    void anAppThatHasNoneTakesNone() {
        Clients silent = Clients.of(Clients.app(Set.of(), Map.of()));
        FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
        FakeWire other = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection client = silent.connect(wire);
        Connection neighbour = silent.connect(other);
        client.heard(Clients.subscribe(client, ROOM, null));
        neighbour.heard(Clients.subscribe(neighbour, ROOM, null));

        client.heard(event("client-hi", ROOM, ",\"data\":1"));

        assertFalse(other.last().contains("client-hi"), other.last());
    }

    @Test
    void itIsNotRememberedByACacheChannel() {
        speaker.heard(Clients.subscribe(speaker, "private-cache-a", null));
        speaker.heard(event("client-hi", "private-cache-a", ",\"data\":1"));

        listener.heard(Clients.subscribe(listener, "private-cache-a", null));

        assertTrue(listening.last().contains("pusher:cache_miss"), listening.last());
    }
}
