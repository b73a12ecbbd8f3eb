package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateChannelsTest {

    private final Clients clients = Clients.withRoomFor(100,
            Clients.app(Set.of(), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 50)));
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    private String right(String channel) {
        return Signatures.ofSubscription(Clients.app(), client.id(), channel, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "private-foobar||58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
        "presence-foobar|{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}"
                + "|31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80",
        "presence-foobar|{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Pusher\"}}"
                + "|afaed3695da2ffd16931f457e338e6c9f2921fa133ce7dac49f529792be6304c",
    })
    void weSignAsPusherDocumentsIt(String channel, String channelData, String signature) {
        App app = new App(
                "3", "278d425bdf160c739803", Secret.of("7ad3773142a6692b25b8"), List.of(), Set.of(), Map.of());
        String auth = "278d425bdf160c739803:" + signature;

        assertEquals(auth, Signatures.ofSubscription(app, "1234.1234", channel, channelData));
        assertTrue(Signatures.isOfSubscription(app, auth, "1234.1234", channel, channelData));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-a", "private-encrypted-a", "private-cache-a", "private-encrypted-cache-a"})
    void whoIsSignedForListens(String channel) {
        client.heard(Clients.subscribe(channel, right(channel), null));
        assertTrue(wire.sent.get(1).contains("subscription_succeeded"), wire.last());

        clients.channels.publish(channel, "event", "{\"nonce\":\"bg==\",\"ciphertext\":\"Yw==\"}");
        assertTrue(wire.last().contains("{\\\"nonce\\\":\\\"bg==\\\",\\\"ciphertext\\\":\\\"Yw==\\\"}"), wire.last());
    }

    @Test
    void aSignatureIsOfOneSocketOneChannelOneAppAndItsData() {
        Connection other = clients.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        String signature = right("private-a").substring(Clients.KEY.length() + 1);
        String ofOther = Signatures.ofSubscription(Clients.app(), other.id(), "private-a", null);
        String withData = Signatures.ofSubscription(Clients.app(), client.id(), "private-a", "{}");
        String elsewhere = Clients.KEY + ":" + Secret.of("other").sign(client.id() + ":private-a");
        List<String> wrong = List.of(
                "",
                ":",
                Clients.KEY,
                Clients.KEY + ":",
                signature,
                ":" + signature,
                "other-key:" + signature,
                Clients.KEY + "x:" + signature,
                Clients.KEY + "::" + signature,
                Clients.KEY + ":" + signature.substring(1),
                Clients.KEY + ":" + signature + "0",
                Clients.KEY + ":" + signature + "\\u0000",
                Clients.KEY + ":" + signature.toUpperCase(Locale.ROOT),
                Clients.KEY + ": " + signature,
                right("private-b"),
                right("presence-a"),
                Clients.KEY + ":" + Secret.of(Clients.SECRET).sign(client.id() + "::user::private-a"),
                elsewhere,
                withData,
                ofOther);
        for (String auth : wrong) {
            client.heard(Clients.subscribe("private-a", auth, null));
            assertTrue(wire.last().contains("\"status\":401"), auth + " -> " + wire.last());
            assertFalse(wire.last().contains(signature), "the answer tells what would be right");
        }
        assertEquals(0, clients.channelCount());

        client.heard(Clients.subscribe("private-a", right("private-a"), null));
        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
    }

    @Test
    void dataOfAPrivateChannelIsPartOfWhatIsSigned() {
        String data = "{\"any\":\"thing\"}";
        client.heard(Clients.subscribe("private-a", right("private-a"), data));
        assertTrue(wire.last().contains("\"status\":401"), wire.last());

        client.heard(Clients.subscribe(client, "private-a", data));
        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
    }

    @Test
    void aSignatureOfAPresenceChannelWithoutItsDataIsNone() {
        String data = "{\"user_id\":\"1\"}";
        String auth = Signatures.ofSubscription(Clients.app(), client.id(), "presence-a", data);

        client.heard(Clients.subscribe("presence-a", auth, "{\"user_id\":\"2\"}"));
        assertTrue(wire.last().contains("\"status\":401"), wire.last());
        client.heard(Clients.subscribe("presence-a", auth, "{\"user_id\": \"1\"}"));
        assertTrue(wire.last().contains("\"status\":401"), wire.last());
        client.heard(Clients.subscribe("presence-a", right("presence-a"), null));
        assertTrue(wire.last().contains("\"status\":401"), wire.last());
        assertEquals(0, clients.channelCount());
    }

    /** In UTF-8 each half of a pair alone becomes a question mark: so one signature would do for many texts. */
    @Test
    void aTextThatUtf8CannotHoldIsSignedByNobody() {
        String signed = Signatures.ofSubscription(Clients.app(), client.id(), "presence-a", "{\"user_id\":\"who?\"}");

        client.heard(Clients.subscribe("presence-a", signed, "{\"user_id\":\"who\uD800\"}"));

        assertTrue(wire.last().contains("\"status\":401"), wire.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[]", "{}", "[\"the-key:0\"]"})
    void anAuthThatIsNoStringIsAnErrorOfItsSenderAlone(String auth) {
        client.heard("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-a\",\"auth\":" + auth + "}}");

        assertTrue(wire.last().startsWith("{\"event\":\"pusher:error\""), wire.last());
        assertEquals(List.of(), wire.closes);
    }

    @Test
    void whoGuessesAndGuessesIsSentAwayAndWhoErrsNowAndThenIsNot() {
        for (int i = 0; i < 30; i++) {
            client.heard(Clients.subscribe("private-a", "the-key:" + i, null));
        }
        assertEquals(List.of(), wire.closes);
        clients.time.pass(java.time.Duration.ofSeconds(1));
        client.heard(Clients.subscribe("private-a", "the-key:x", null));
        assertEquals(List.of(), wire.closes);

        client.heard(Clients.subscribe("private-a", "the-key:y", null));

        assertEquals(List.of(4009), wire.closes);
    }

    @Test
    void theBeginningOfANameIsWholeBeforeItMeansAnything() {
        for (String open : List.of("private", "presence", "cache", "my-private-a", "Private-a", "x-presence-a")) {
            assertEquals(ChannelKind.PUBLIC, ChannelName.of(open).kind(), open);
            assertFalse(ChannelName.of(open).isCache(), open);
        }
        assertFalse(ChannelName.of("private-acache-").isCache());
        assertFalse(ChannelName.of("presence-x-cache-").isCache());
    }
}
