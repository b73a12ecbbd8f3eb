package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloodTest {

    private final Clients clients = Clients.withRoomFor(1_000,
            Clients.app(Set.of(), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 3)));
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    @Test
    void whoComesAndGoesAllTheTimeIsHeldUpButMayGoOnLater() {
        for (int i = 0; i < 6; i++) {
            client.heard(Clients.subscribe("news"));
            assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
            client.heard(Clients.unsubscribe("news"));
        }
        client.heard(Clients.subscribe("news"));
        assertTrue(wire.last().contains("\"status\":4301"), wire.last());
        assertEquals(0, clients.channelCount());

        clients.time.pass(Duration.ofMillis(50));
        client.heard(Clients.subscribe("news"));

        assertTrue(wire.last().contains("subscription_succeeded"), wire.last());
        assertEquals(List.of(), wire.closes);
    }

    @Test
    void aTextInThousandsOfPiecesEndsTheConnectionOfItsSender() {
        for (int i = 0; i < 1_000; i++) {
            client.heardPiece();
        }
        assertEquals(List.of(), wire.closes);
        client.heardPiece();

        assertEquals(List.of(4301), wire.closes);
    }

    @Test
    void framesThatAreNoTextCountAsMessagesDo() {
        int allowed = 120 + 3 + 10;
        for (int i = 0; i < allowed; i++) {
            assertTrue(client.heardFrame());
        }
        for (int i = 0; i < 121; i++) {
            assertFalse(client.heardFrame());
        }

        assertEquals(List.of(4301), wire.closes);
    }

    @Test
    void whoIsSentAwayIsNotHeardAnyMore() {
        FakeWire bystander = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.connect(bystander).heard(Clients.subscribe("news"));
        client.heard(Clients.subscribe("news"));
        client.close(CloseReason.TOO_MANY_MESSAGES);
        int before = wire.sent.size();

        for (int i = 0; i < 1_000; i++) {
            client.heard(Clients.subscribe("more-" + i));
            client.heard(Clients.signIn(client, "{\"id\":\"ann\"}"));
        }
        clients.backEnd().publish("#server-to-user-ann", "hi", "1");

        assertEquals(before, wire.sent.size());
        assertEquals(1, wire.closes.size());
        assertEquals(1, clients.channelCount());
        assertEquals(2, bystander.sent.size());
    }

    @Test
    void whatASlowClientBorrowedIsGivenBackHoweverItEnds() {
        FakeWire reading = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        FakeWire leaving = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        FakeWire breaking = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        for (FakeWire slow : List.of(reading, leaving, breaking)) {
            clients.connect(slow).heard(Clients.subscribe("news"));
        }
        for (int i = 0; i < 20; i++) {
            clients.channels.publish("news", "event", "x".repeat(200));
        }
        assertTrue(borrowed() > 6_000, "borrowed " + borrowed());

        while (reading.onTheirWay() > 0) {
            reading.take();
        }
        clients.server.sayGoodbye(100);
        breaking.breakDown();

        assertEquals(0, borrowed());
    }

    /** Each has 1,000 bytes of its own here, and all together have a million. */
    @Test
    void slowClientsTakeNoMoreThanThereIsAndTheOthersNoticeNothing() {
        client.heard(Clients.subscribe("news"));
        for (int i = 0; i < 20; i++) {
            clients.connect(new FakeWire(FakeWire.Pace.WHEN_TOLD)).heard(Clients.subscribe("slow"));
        }
        for (int i = 0; i < 100; i++) {
            clients.channels.publish("slow", "event", "x".repeat(10_000));
            assertTrue(borrowed() <= 1_000_000, "borrowed " + borrowed());
            clients.server.check();
        }
        clients.channels.publish("news", "event", "1");

        assertTrue(clients.closed(CloseReason.TOO_SLOW) > 0);
        assertEquals(3, wire.sent.size());
    }

    private long borrowed() {
        return (long) clients.meters.get("atomicflow.pusher.queue.borrowed").gauge().value();
    }

    /** Whatever clients say, what is counted stays a short list. */
    @Test
    void noClientCanMakeTheListOfMetersLong() {
        int before = clients.meters.getMeters().size();
        for (int code = 0; code < 5_000; code++) {
            clients.server.gone(wire, code);
        }
        for (int i = 0; i < 100; i++) {
            client.heard("{\"event\":\"unknown-" + i + "\"}");
            clients.server.admit(Clients.knock("/app/" + i, "protocol", "7"), new FakeWire(FakeWire.Pace.AT_ONCE));
        }

        int more = clients.meters.getMeters().size() - before;
        assertTrue(more < 50, more + " more meters");
    }

    /** "Ab" and "BA" have the same hash, so have all names that are made of them. */
    @Test
    void namesThatAreMadeToCollideAreNamesLikeAllOthers() {
        StringBuilder message = new StringBuilder("{\"event\":\"pusher:ping\"");
        for (int i = 0; i < 1_024; i++) {
            message.append(",\"");
            for (int bit = 0; bit < 10; bit++) {
                message.append((i >> bit & 1) == 0 ? "Ab" : "BA");
            }
            message.append("\":0");
        }

        client.heard(message.append('}').toString());

        assertEquals("{\"event\":\"pusher:pong\",\"data\":{}}", wire.last());
    }
}
