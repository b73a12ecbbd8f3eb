package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private final Clients clients = Clients.ofDefaults();
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    private void pass(int seconds) {
        clients.time.pass(Duration.ofSeconds(seconds));
        clients.server.check();
    }

    @Test
    void aSilentClientIsPingedOnceAndClosedWhenNothingComesBack() {
        pass(120);
        assertEquals(0, wire.pings);
        pass(1);
        assertEquals(1, wire.pings);
        pass(30);
        assertEquals(1, wire.pings);
        assertEquals(List.of(), wire.closes);
        pass(1);
        assertEquals(List.of(4201), wire.closes);
    }

    @Test
    void anyAnswerKeepsTheConnection() {
        pass(121);
        client.seen();
        pass(119);
        pass(31);

        assertEquals(List.of(), wire.closes);
        assertEquals(2, wire.pings);
    }

    @Test
    void whoWasToldToLeaveAndStaysIsDropped() {
        client.close(CloseReason.TEXT_ONLY);
        pass(5);
        assertEquals(0, wire.disconnects);
        pass(1);
        assertEquals(1, wire.disconnects);
        pass(10);
        assertEquals(1, wire.disconnects);
    }

    @Test
    void aRefusedClientThatStaysIsDroppedToo() {
        FakeWire refused = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        clients.server.admit(Clients.knock("/nowhere"), refused);
        pass(6);

        assertEquals(1, refused.disconnects);
    }

    @Test
    void aClientWhoseSocketBreaksIsGoneWithoutAnyCheck() {
        FakeWire broken = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        clients.connect(broken);
        assertEquals(2, clients.server.connected());

        broken.breakDown();

        assertEquals(1, clients.server.connected());
        assertEquals(1, broken.disconnects);
    }

    @Test
    void aMessageThatFailsBehindTheGoodbyeDoesNotCutItShort() {
        FakeWire leaving = new FakeWire(FakeWire.Pace.WHEN_TOLD);
        Connection terminated = clients.connect(leaving);
        terminated.close(CloseReason.TERMINATED);

        leaving.breakDown();
        assertEquals(List.of(4009), leaving.closes);
        assertEquals(0, leaving.disconnects);
        pass(6);
        assertEquals(1, leaving.disconnects);

        terminated.ended();
        assertEquals(1, clients.server.connected());
    }

    @Test
    void whoLeavesAfterTheGoodbyeIsNotDroppedAsWell() {
        FakeWire polite = new FakeWire(FakeWire.Pace.AT_ONCE);
        Connection leaving = clients.connect(polite);
        leaving.close(CloseReason.TERMINATED);
        leaving.ended();

        pass(6);

        assertEquals(0, polite.disconnects);
    }

    @Test
    void goodbyeIsSaidInSlicesAndNobodyComesInAfterIt() {
        FakeWire second = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.connect(second);

        assertEquals(1, clients.server.sayGoodbye(1));
        assertEquals(0, clients.server.sayGoodbye(1));
        assertEquals(List.of(4200), wire.closes);
        assertEquals(List.of(4200), second.closes);

        FakeWire late = new FakeWire(FakeWire.Pace.AT_ONCE);
        clients.server.admit(Clients.welcome(), late);
        assertEquals(List.of(4100), late.closes);
    }
}
