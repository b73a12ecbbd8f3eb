package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.Channel.Joining;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {

    private final Hub hub = new Hub(Clients.settings(100, 5, 10_000), Feeds.none(), new SimpleMeterRegistry(),
            new FakeTime());
    private final RunningApp app = new RunningApp(Clients.app(), hub);
    private final HeldLanes lanes = new HeldLanes();
    private final Channel channel = new Channel(ChannelName.of("news"), Clients.app(), lanes);
    private int ids;

    private Connection join(FakeWire wire) {
        Connection client = new Connection(++ids + ".1", "127.0.0.1", wire, app, hub);
        assertEquals(Joining.JOINED, channel.join(client, null, 0));
        return client;
    }

    private void publish(String event) {
        assertTrue(channel.publish(EncodedEvent.raw(event), "", null, 0));
    }

    @Test
    void aVacatedChannelTakesNobodyAndTellsNothing() {
        Connection last = join(new FakeWire(FakeWire.Pace.AT_ONCE));
        assertTrue(channel.leave(last, 0));

        assertEquals(Joining.VACATED, channel.join(last, null, 0));
        assertFalse(channel.publish(EncodedEvent.raw("late"), "", null, 0));
    }

    @Test
    void amongManyEachLaneSendsToItsOwnAndNobodyIsLeftOut() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            wires.add(new FakeWire(FakeWire.Pace.AT_ONCE));
            join(wires.getLast());
        }
        publish("one");
        publish("two");
        assertEquals(lanes.lanes(), lanes.held.size(), "a wave that waits serves both");

        lanes.run();

        wires.forEach(wire -> assertEquals(List.of("one", "two"), wire.sent.subList(1, wire.sent.size())));
    }

    @Test
    void whatIsPublishedWhileAWaveRollsIsSentByTheNext() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            wires.add(new FakeWire(FakeWire.Pace.AT_ONCE));
            join(wires.getLast());
        }
        wires.getLast().onSend = text -> {
            if (text.equals("one")) {
                publish("two");
            }
        };
        publish("one");

        lanes.run();

        wires.forEach(wire -> assertEquals("two", wire.last()));
    }

    /** As many lanes as the server has, which send when they are told to. */
    private final class HeldLanes implements Waves.Sender {

        final List<Runnable> held = new ArrayList<>();

        @Override
        public int lanes() {
            return hub.lanes().lanes();
        }

        @Override
        public void send(int lane, Runnable wave) {
            held.add(wave);
        }

        void run() {
            while (!held.isEmpty()) {
                held.removeFirst().run();
            }
        }
    }
}
