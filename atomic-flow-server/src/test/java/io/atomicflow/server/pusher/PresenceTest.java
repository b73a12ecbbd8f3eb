package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {

    private static final String ROOM = "presence-room";

    private final Clients clients = Clients.of(Clients.app(Set.of(), Map.of(AppLimit.MEMBERS, 3)));
    private final FakeWire observed = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection observer = clients.connect(observed);

    private Guest join(String data) {
        Guest guest = guest();
        guest.client.heard(Clients.subscribe(guest.client, ROOM, data));
        return guest;
    }

    private Guest guest() {
        FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
        return new Guest(clients.connect(wire), wire);
    }

    private record Guest(Connection client, FakeWire wire) {}

    private long told(String event) {
        return observed.sent.stream().filter(text -> text.contains(event)).count();
    }

    @Test
    void whoComesIsToldOfAllWhoAreThereAndOfItselfAndNothingElse() {
        join("{\"user_id\":\"ann\",\"user_info\":{\"n\":1.0}}");

        Guest bob = join("{\"user_id\":7}");

        assertEquals(2, bob.wire.sent.size());
        assertEquals(
                "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"presence-room\",\"data\":\""
                        + "{\\\"presence\\\":{\\\"count\\\":2,\\\"ids\\\":[\\\"ann\\\",7],"
                        + "\\\"hash\\\":{\\\"ann\\\":{\\\"n\\\":1.0},\\\"7\\\":null}}}\"}",
                bob.wire.last());
    }

    @Test
    void whoIsThereHearsAtOnceOfWhoComesAndOfWhoGoes() {
        observer.heard(Clients.subscribe(observer, ROOM, "{\"user_id\":\"me\"}"));

        Guest ann = join("{\"user_id\":\"ann\"}");
        assertEquals(1, told("member_added"));
        ann.client.heard(Clients.unsubscribe(ROOM));
        assertEquals(1, told("member_removed"));
    }

    @Test
    void whatIsToldOfAUserIsBoundedAlsoIfItComesFromTheSignIn() {
        Guest big = guest();
        big.client.heard(Clients.signIn(big.client, "{\"id\":\"ann\",\"user_info\":\"" + "x".repeat(1_023) + "\"}"));

        big.client.heard(Clients.subscribe(big.client, ROOM, null));

        assertTrue(big.wire.last().contains("\"type\":\"LimitReached\""), big.wire.last());
    }

    @Test
    void aUserWithManyTabsComesOnceAndGoesOnce() {
        observer.heard(Clients.subscribe(observer, ROOM, "{\"user_id\":\"me\"}"));
        Guest one = join("{\"user_id\":\"ann\",\"user_info\":\"first\"}");
        Guest two = join("{\"user_id\":\"ann\",\"user_info\":\"second\"}");
        Guest three = join("{\"user_id\":\"ann\"}");
        assertTrue(three.wire.last().contains("first"), three.wire.last());
        assertFalse(three.wire.last().contains("second"), three.wire.last());

        one.client.heard(Clients.unsubscribe(ROOM));
        two.client.ended();
        assertEquals(1, told("member_added"));
        assertEquals(0, told("member_removed"));
        three.client.close(CloseReason.TERMINATED);
        three.client.ended();

        assertEquals(1, told("member_removed"));
        assertEquals(
                "{\"event\":\"pusher_internal:member_removed\",\"channel\":\"presence-room\","
                        + "\"data\":\"{\\\"user_id\\\":\\\"ann\\\"}\"}",
                observed.last());
    }

    @Test
    void whoSubscribesTwiceIsToldAgainAndCountsOnce() {
        observer.heard(Clients.subscribe(observer, ROOM, "{\"user_id\":\"me\"}"));
        Guest ann = join("{\"user_id\":\"ann\"}");
        ann.client.heard(Clients.subscribe(ann.client, ROOM, "{\"user_id\":\"somebody-else\"}"));
        assertEquals(2, ann.wire.sent.stream().filter(text -> text.contains("succeeded")).count());

        ann.client.heard(Clients.unsubscribe(ROOM));

        assertEquals(4, observed.sent.size());
        assertTrue(observed.last().contains("ann"), observed.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "{}",
        "[]",
        "null",
        "nonsense",
        "{\"user_id\":null}",
        "{\"user_id\":\"\"}",
        "{\"user_id\":1.5}",
        "{\"user_id\":true}",
        "{\"user_id\":{\"a\":1}}",
        "{\"user_id\":1,\"user_id\":2}",
        "{\"id\":\"ann\"}"
    })
    void whoHasNoUserIdMayNotCome(String data) {
        Guest guest = join(data);

        assertTrue(guest.wire.last().contains("\"status\":401"), guest.wire.last());
        assertEquals(0, clients.channelCount());
    }

    @Test
    void aFullChannelTakesNobodyNewButOneMoreTabOfThoseWhoAreThere() {
        join("{\"user_id\":1}");
        join("{\"user_id\":2}");
        Guest three = join("{\"user_id\":3}");
        Guest four = join("{\"user_id\":4}");
        assertTrue(four.wire.last().contains("\"status\":4100"), four.wire.last());
        assertFalse(three.wire.last().contains("member_added"), "told of one who may not come");

        assertTrue(join("{\"user_id\":\"3\"}").wire.last().contains("succeeded"));
        three.client.ended();
        assertTrue(join("{\"user_id\":4}").wire.last().contains("\"status\":4100"));
    }

    @Test
    void aMemberThatIsTooBigIsRefusedBeforeAnybodyIsTold() {
        observer.heard(Clients.subscribe(observer, ROOM, "{\"user_id\":\"me\"}"));

        assertTrue(join("{\"user_id\":\"" + "x".repeat(129) + "\"}").wire.last().contains("\"status\":4301"));
        assertTrue(join("{\"user_id\":1,\"user_info\":\"" + "ä".repeat(512) + "\"}").wire.last()
                .contains("\"status\":4301"));
        assertEquals(2, observed.sent.size());
        assertTrue(join("{\"user_id\":1,\"user_info\":\"" + "ä".repeat(511) + "\"}").wire.last().contains("succeeded"));
    }

    @Test
    void whoIsSignedInNeedsNoMore() {
        Guest guest = guest();
        guest.client.heard(Clients.signIn(guest.client, "{\"id\":\"ann\",\"user_info\":{\"a\":1}}"));
        guest.client.heard(Clients.subscribe(guest.client, ROOM, null));

        assertTrue(guest.wire.last().contains("\\\"hash\\\":{\\\"ann\\\":{\\\"a\\\":1}}"), guest.wire.last());
    }

    @Test
    void aNameThatMeansSomethingToAPageIsANameLikeAnyOther() {
        Guest guest = join("{\"user_id\":\"__proto__\",\"user_info\":{\"__proto__\":{\"admin\":true}}}");

        assertTrue(guest.wire.last().contains("\\\"ids\\\":[\\\"__proto__\\\"]"), guest.wire.last());
    }

    @Test
    void anEmptyRoomIsForgotten() {
        List<Guest> guests = List.of(join("{\"user_id\":1}"), join("{\"user_id\":2}"));
        assertEquals(1, clients.channelCount());

        guests.forEach(guest -> guest.client.ended());

        assertEquals(0, clients.channelCount());
    }
}
