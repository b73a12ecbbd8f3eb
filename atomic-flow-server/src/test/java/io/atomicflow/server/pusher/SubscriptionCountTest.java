package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionCountTest {

    private final Clients clients = Clients.withRoomFor(1_000,
            Clients.app(Set.of(AppOption.SUBSCRIPTION_COUNTS), Map.of()));
    private final SafeWire wire = new SafeWire();
    private final Connection client = clients.connect(wire);
    private int marks;
    private final List<Connection> others = new ArrayList<>();

    private void come(int many) {
        for (int i = 0; i < many; i++) {
            Connection other = clients.connect(new SafeWire());
            other.heard(Clients.subscribe("news"));
            others.add(other);
        }
    }

    /** After a message that comes behind all counts, since another thread may be the one that sends them. */
    private List<Integer> counts() {
        client.tell("mark-" + ++marks);
        wire.await("mark-" + marks);
        return wire.sent.stream()
                .filter(text -> text.contains("pusher_internal:subscription_count"))
                .map(text -> Integer.valueOf(text.replaceAll(".*count\\\\\":(\\d+).*", "$1")))
                .toList();
    }

    @Test
    void everybodyIsToldHowManyListenWheneverThatChanges() {
        client.heard(Clients.subscribe("news"));
        come(2);
        others.getFirst().heard(Clients.unsubscribe("news"));
        others.getFirst().heard(Clients.unsubscribe("news"));
        others.get(1).ended();
        client.heard(Clients.subscribe("news"));

        assertEquals(List.of(1, 2, 3, 2, 1), counts());
    }

    @Test
    void amongManyTheCountIsToldEveryFiveSecondsAtMostAndTheLastOneIsRight() throws Exception {
        client.heard(Clients.subscribe("news"));
        come(99);
        assertEquals(100, counts().size());

        come(3);
        assertEquals(100, counts().size());
        clients.time.pass(Duration.ofSeconds(4));
        clients.server.check();
        assertEquals(100, counts().size());

        clients.time.pass(Duration.ofSeconds(1));
        clients.server.check();
        clients.server.check();
        assertEquals(101, counts().size());
        assertEquals(103, counts().getLast());
    }

    @Test
    void aCountThatIsOwedComesByItself() {
        client.heard(Clients.subscribe("news"));
        come(102);
        clients.time.pass(Duration.ofSeconds(5));

        clients.server.check();

        wire.await(ServerMessage.subscriptionCount("news", 103));
    }

    @Test
    void presenceChannelsAndAppsThatDoNotAskAreNotTold() {
        client.heard(Clients.subscribe(client, "presence-a", "{\"user_id\":1}"));
        assertEquals(List.of(), counts());

        Clients without = Clients.ofDefaults();
        FakeWire quiet = new FakeWire(FakeWire.Pace.AT_ONCE);
        without.connect(quiet).heard(Clients.subscribe("news"));
        assertEquals(2, quiet.sent.size());
    }
}
