package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private static final String MINE = "#server-to-user-ann";

    private final Clients clients = Clients.of(Clients.app(
            Set.of(AppOption.AUTHORIZED_CONNECTIONS), Map.of(AppLimit.AUTHORIZATION_SECONDS, 10)));
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    private void pass(int seconds) {
        clients.time.pass(Duration.ofSeconds(seconds));
        clients.server.check();
    }

    @Test
    void weCheckAsPusherDocumentsIt() {
        App app = new App(
                "3", "278d425bdf160c739803", Secret.of("7ad3773142a6692b25b8"), List.of(), Set.of(), Map.of());
        String auth = "278d425bdf160c739803:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba";

        assertTrue(Signatures.isOfSignIn(app, auth, "1234.1234", "{\"id\":\"12345\"}"));
        assertFalse(Signatures.isOfSignIn(app, auth, "1234.1235", "{\"id\":\"12345\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"ann\"}", "{\"id\":1,\"user_info\":{\"n\":1}}", "{\"id\":\"a-b_c=@,.;\"}"})
    void whoIsSignedForIsTakenAtItsWord(String userData) {
        client.heard(Clients.signIn(client, userData));

        assertEquals(
                "{\"event\":\"pusher:signin_success\",\"data\":{\"user_data\":\"" + userData.replace("\"", "\\\"")
                        + "\"}}",
                wire.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":1.5}", "{\"id\":true}",
        "{\"id\":\"a b\"}", "{\"id\":\"a/b\"}", "{\"id\":\"a\",\"id\":\"b\"}", "{\"user_id\":\"ann\"}"})
    void whoIsNobodyIsSentAwayThoughItIsSigned(String userData) {
        client.heard(Clients.signIn(client, userData));

        assertEquals(List.of(4009), wire.closes);
        assertTrue(wire.last().startsWith("{\"event\":\"pusher:error\",\"data\":{\"code\":4009"), wire.last());
    }

    @Test
    void anIdHas128CharactersAtMost() {
        client.heard(Clients.signIn(client, "{\"id\":\"" + "a".repeat(128) + "\"}"));
        assertTrue(wire.last().contains("signin_success"), wire.last());

        FakeWire other = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection tooLong = clients.connect(other);
        tooLong.heard(Clients.signIn(tooLong, "{\"id\":\"" + "a".repeat(129) + "\"}"));
        assertEquals(List.of(4009), other.closes);
    }

    @Test
    void aSignatureOfAnotherSocketUserOrKindIsNone() {
        Connection other = clients.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        String userData = "{\"id\":\"ann\"}";
        String channelAuth = Signatures.ofSubscription(Clients.app(), client.id(), "private-a", userData);
        for (String text : List.of(
                Clients.signIn(other, userData),
                Clients.signIn(client, "{\"id\":\"bob\"}").replace("bob", "ann"),
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + channelAuth
                        + "\",\"user_data\":\"{\\\"id\\\":\\\"ann\\\"}\"}}")) {
            FakeWire tried = new FakeWire(FakeWire.Pace.AT_ONCE);
            Connection liar = clients.connect(tried);
            liar.heard(text);
            assertEquals(List.of(4009), tried.closes, text);
        }
        assertEquals(List.of(), wire.closes);
    }

    @Test
    void nobodyBecomesSomebodyElse() {
        client.heard(Clients.signIn(client, "{\"id\":\"ann\"}"));
        client.heard(Clients.signIn(client, "{\"id\":\"ann\",\"user_info\":2}"));
        assertTrue(wire.last().contains("signin_success"), wire.last());

        client.heard(Clients.signIn(client, "{\"id\":\"bob\"}"));

        assertTrue(wire.last().contains("\"code\":4009"), wire.last());
        assertEquals(List.of(), wire.closes);
        client.heard(Clients.subscribe("#server-to-user-bob"));
        assertTrue(wire.last().contains("\"status\":401"), wire.last());
    }

    @Test
    void whatIsToldToAUserGoesToAllOfItsConnectionsAndToNobodyElse() {
        FakeWire second = new FakeWire(FakeWire.Pace.AT_ONCE);
        FakeWire stranger = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection tab = clients.connect(second);
        Connection bob = clients.connect(stranger);
        bob.heard(Clients.subscribe(MINE));
        assertTrue(stranger.last().contains("\"status\":401"), stranger.last());
        bob.heard(Clients.signIn(bob, "{\"id\":\"bob\"}"));
        bob.heard(Clients.subscribe(MINE));
        assertTrue(stranger.last().contains("\"status\":401"), stranger.last());
        int before = stranger.sent.size();
        for (Connection mine : List.of(client, tab)) {
            mine.heard(Clients.signIn(mine, "{\"id\":\"ann\"}"));
            mine.heard(Clients.subscribe(MINE));
        }
        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());

        assertEquals(200, clients.backEnd().publish(MINE, "hello", "1").status());

        assertEquals("{\"event\":\"hello\",\"channel\":\"" + MINE + "\",\"data\":\"1\"}", wire.last());
        assertEquals(wire.last(), second.last());
        assertEquals(before, stranger.sent.size());
    }

    @Test
    void whatOneOfItsConnectionsSaidIsToldToTheOthersOfAUserOnly() {
        FakeWire second = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection tab = clients.connect(second);
        client.heard(Clients.signIn(client, "{\"id\":\"ann\"}"));
        tab.heard(Clients.signIn(tab, "{\"id\":\"ann\"}"));
        int before = wire.sent.size();

        clients.backEnd().post("events", "{\"name\":\"hello\",\"channel\":\"" + MINE
                + "\",\"data\":\"1\",\"socket_id\":\"" + client.id() + "\"}");

        assertTrue(second.last().contains("hello"), second.last());
        assertEquals(before, wire.sent.size());
    }

    @Test
    void allConnectionsOfAUserCanBeEndedAndNoOthers() {
        FakeWire other = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection bob = clients.connect(other);
        bob.heard(Clients.signIn(bob, "{\"id\":\"bob\"}"));
        client.heard(Clients.signIn(client, "{\"id\":\"ann\"}"));

        assertEquals(200, clients.backEnd().post("users/ann/terminate_connections", "{}").status());
        assertEquals(200, clients.backEnd().post("users/nobody/terminate_connections", "").status());

        assertEquals(List.of(4009), wire.closes);
        assertEquals(List.of(), other.closes);
    }

    @Test
    void whoSaysNotInTimeWhoItIsHasToLeave() {
        FakeWire listening = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection listener = clients.connect(listening);
        listener.heard(Clients.subscribe(listener, "private-a", null));
        FakeWire known = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection user = clients.connect(known);
        user.heard(Clients.signIn(user, "{\"id\":\"ann\"}"));
        client.heard(Clients.subscribe("public"));
        client.heard(Clients.subscribe("private-a", "the-key:wrong", null));
        pass(10);
        assertEquals(List.of(), wire.closes);

        pass(1);

        assertEquals(List.of(4009), wire.closes);
        assertEquals(List.of(), listening.closes);
        assertEquals(List.of(), known.closes);
    }
}
