package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One client's end is told to others, whose end that may be: so a chain of any length can begin. */
class FailureChainTest {

    private static final int LONG = 4_000;

    /** Messages that wait for one whose greeting is on its way: what it is told of its two channels, and pongs. */
    private static final int ROOM = 8;

    private static final int TOLD = 5;

    private final Clients clients = Clients.crowd(
            LONG,
            ROOM,
            Clients.app(Set.of(AppOption.SUBSCRIPTION_COUNTS), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 3)));

    /** Each shares a channel with the one before and with the one behind. */
    private List<Connection> chain(List<? extends Wire> wires) {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            Connection one = clients.connect(wires.get(i));
            one.heard(Clients.subscribe("link-" + i));
            one.heard(Clients.subscribe("link-" + (i + 1)));
            all.add(one);
        }
        return all;
    }

    @Test
    void manySocketsThatBreakOneAfterTheOtherDoNotGrowTheStack() {
        List<Breaking> wires = new ArrayList<>();
        for (int i = 0; i < LONG; i++) {
            wires.add(new Breaking());
        }
        List<Connection> all = chain(wires);
        wires.forEach(wire -> wire.broken = true);

        all.getFirst().ended();

        assertEquals(0, clients.server.connected());
        assertEquals(0, clients.channelCount());
    }

    @Test
    void manyClientsThatReadTooSlowlyOneAfterTheOtherDoNotGrowTheStack() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < LONG; i++) {
            wires.add(new FakeWire(FakeWire.Pace.WHEN_TOLD));
        }
        List<Connection> all = chain(wires);
        for (Connection one : all) {
            for (int told = TOLD; told < ROOM; told++) {
                one.heard("{\"event\":\"pusher:ping\"}");
            }
        }
        assertEquals(LONG, clients.server.connected());

        all.getFirst().ended();

        // The last one was told one thing less, as nobody came behind it.
        assertEquals(LONG - 2, clients.closed(CloseReason.TOO_SLOW));
        assertEquals(2, clients.channelCount());
    }

    @Test
    void aFeedThatThrowsCostsItsReaderTheConnectionAndNobodyElseAnything() {
        Clients fed = Clients.withFeeds(Map.of("feed", () -> () -> {
            throw new IllegalStateException("a bug");
        }));
        FakeWire unlucky = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        FakeWire other = new FakeWire(FakeWire.Pace.AT_ONCE);
        fed.connect(unlucky).heard(Clients.subscribe("feed"));
        fed.connect(other).heard(Clients.subscribe("news"));

        unlucky.take();
        unlucky.take();
        fed.channels.wake("feed");
        fed.channels.publish("news", "hi", "1");

        assertEquals(1, fed.server.connected());
        assertEquals(1, unlucky.disconnects);
        assertTrue(other.last().contains("hi"), other.last());
    }

    private static final class Breaking implements Wire {
        boolean broken;

        @Override
        public void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> done) {
            done.accept(broken ? new IOException("broken pipe") : null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code, String message) {}

        @Override
        public void disconnect() {}
    }
}
