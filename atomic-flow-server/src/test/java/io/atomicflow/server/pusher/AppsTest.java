package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppsTest {

    private static App app(String name, AppOption... options) {
        return new App(name, name + "-key", Secret.of(name + "-secret"), List.of(), Set.of(options), Map.of());
    }

    private final App other = app("other", AppOption.CLIENT_EVENTS);
    private final Clients clients = Clients.of(
            Clients.app(), other, app("off", AppOption.DISABLED), app("tls", AppOption.TLS_ONLY));
    private final FakeWire here = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final FakeWire there = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection mine = clients.connect(here);
    private final Connection theirs = admit("other", there).orElseThrow();

    private Optional<Connection> admit(String app, FakeWire wire) {
        return clients.server.admit(Clients.knock("/app/" + app + "-key", "protocol", "7"), wire);
    }

    private BackEnd backEnd(String app) {
        return new BackEnd(clients.server.http(), app, app + "-key", Secret.of(app + "-secret"));
    }

    private static String signed(App app, Connection client, String channel, String data) {
        return Clients.subscribe(channel, Signatures.ofSubscription(app, client.id(), channel, data), data);
    }

    @Test
    void twoAppsNeverHearEachOtherThoughTheirChannelsHaveTheSameNames() {
        String me = "{\"user_id\":\"me\"}";
        for (String channel : List.of("news", "private-a")) {
            mine.heard(signed(Clients.app(), mine, channel, "{}"));
            theirs.heard(signed(other, theirs, channel, "{}"));
        }
        mine.heard(signed(Clients.app(), mine, "presence-a", me));
        theirs.heard(signed(other, theirs, "presence-a", me));
        int before = there.sent.size();
        assertTrue(there.last().contains("\\\"count\\\":1"), there.last());

        clients.channels.publish("news", "hi", "1");
        clients.backEnd().publish("news", "hi", "1");
        mine.heard("{\"event\":\"client-hi\",\"channel\":\"private-a\",\"data\":1}");
        mine.heard("{\"event\":\"client-hi\",\"channel\":\"presence-a\",\"data\":1}");
        mine.ended();

        assertEquals(before, there.sent.size(), there.last());
        assertEquals("{\"users\":[{\"id\":\"me\"}]}", backEnd("other").get("channels/presence-a/users").body());
        assertEquals("{\"connections\":1}", backEnd("other").get("connections").body());
        assertEquals("{\"channels\":{}}", clients.backEnd().get("channels").body());
    }

    @Test
    void aUserOfOneAppIsNobodyInTheOther() {
        String data = "{\"id\":\"ann\"}";
        mine.heard(Clients.signIn(mine, data));
        theirs.heard("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"other-key:"
                + other.secret().sign(theirs.id() + "::user::" + data)
                + "\",\"user_data\":\"{\\\"id\\\":\\\"ann\\\"}\"}}");
        int before = there.sent.size();
        assertTrue(there.last().contains("signin_success"), there.last());

        clients.backEnd().publish("#server-to-user-ann", "hi", "1");
        clients.backEnd().post("users/ann/terminate_connections", "{}");

        assertEquals(before, there.sent.size());
        assertEquals(List.of(4009), here.closes);
        assertEquals(List.of(), there.closes);
    }

    @Test
    void whatIsSignedForOneAppIsWorthNothingInTheOther() {
        theirs.heard(signed(Clients.app(), theirs, "private-a", "{}"));
        assertTrue(there.last().contains("\"status\":401"), there.last());
        String stolen = "other-key:" + Secret.of(Clients.SECRET).sign(theirs.id() + ":private-a");
        theirs.heard(Clients.subscribe("private-a", stolen, null));
        assertTrue(there.last().contains("\"status\":401"), there.last());

        BackEnd wrongKey = new BackEnd(clients.server.http(), "other", Clients.KEY, Secret.of(Clients.SECRET));
        BackEnd wrongSecret = new BackEnd(clients.server.http(), "other", "other-key", Secret.of(Clients.SECRET));
        assertEquals(401, wrongKey.publish("news", "hi", "1").status());
        assertEquals(401, wrongSecret.publish("news", "hi", "1").status());
    }

    @Test
    void theSocketIdOfAnotherAppSparesNobody() {
        theirs.heard(Clients.subscribe("news"));
        clients.backEnd().post("events",
                "{\"name\":\"hi\",\"channel\":\"news\",\"data\":\"1\",\"socket_id\":\"" + theirs.id() + "\"}");
        assertEquals(2, there.sent.size());

        backEnd("other").post("events",
                "{\"name\":\"hi\",\"channel\":\"news\",\"data\":\"1\",\"socket_id\":\"" + mine.id() + "\"}");
        assertEquals(3, there.sent.size());
    }

    @Test
    void anAppThatIsOffOrUnknownOrWantsTlsIsSaidToBeSo() {
        FakeWire off = new FakeWire(FakeWire.Pace.AT_ONCE);
        FakeWire none = new FakeWire(FakeWire.Pace.AT_ONCE);
        FakeWire plain = new FakeWire(FakeWire.Pace.AT_ONCE);
        FakeWire secure = new FakeWire(FakeWire.Pace.AT_ONCE);
        admit("off", off);
        admit("none", none);
        admit("tls", plain);
        clients.server.admit(
                new Knock("/app/tls-key", Map.of("protocol", List.of("7")), "localhost", null, "127.0.0.1", true),
                secure);

        assertEquals(List.of(4003), off.closes);
        assertEquals(List.of(4001), none.closes);
        assertEquals(List.of(4000), plain.closes);
        assertEquals(List.of(), secure.closes);
        assertEquals(403, backEnd("off").publish("news", "hi", "1").status());
        assertEquals(404, backEnd("none").publish("news", "hi", "1").status());
        assertEquals(401, new BackEnd(clients.server.http(), "off", "off-key", Secret.of("wrong"))
                .publish("news", "hi", "1").status());
    }

    @Test
    void noTwoAppsHaveTheSameIdOrKey() {
        App sameKey = new App("third", Clients.KEY, Secret.of("x"), List.of(), Set.of(), Map.of());

        assertThrows(IllegalArgumentException.class, () -> Clients.of(Clients.app(), Clients.app()));
        assertThrows(IllegalArgumentException.class, () -> Clients.of(Clients.app(), sameKey));
    }

    @Test
    void oneAppAtItsQuotaLeavesTheOtherItsPlaces() {
        App small = new App("small", "small-key", Secret.of("x"), List.of(), Set.of(), Map.of(AppLimit.CONNECTIONS, 1));
        Clients full = Clients.of(Clients.app(), small);
        Knock knock = Clients.knock("/app/small-key", "protocol", "7");
        assertTrue(full.server.admit(knock, new FakeWire(FakeWire.Pace.AT_ONCE)).isPresent());
        FakeWire second = new FakeWire(FakeWire.Pace.AT_ONCE);

        full.server.admit(knock, second);

        assertEquals(List.of(4004), second.closes);
        assertTrue(second.last().contains("\"code\":4004"), second.last());
        full.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        assertEquals(2, full.server.connected());
    }

    @Test
    void aFullServerSaysComeBackLaterAndThePlaceOfOneWhoLeftIsFreeAgain() {
        Clients full = Clients.withSettings(Clients.settings(1, 5, 10_000));
        Connection first = full.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        FakeWire second = new FakeWire(FakeWire.Pace.AT_ONCE);
        full.server.admit(Clients.welcome(), second);
        assertEquals(List.of(4100), second.closes);
        assertEquals(1, full.server.connected());

        first.ended();

        full.connect(new FakeWire(FakeWire.Pace.AT_ONCE));
        assertEquals(1, full.server.connected());
    }
}
