package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {

    private final Hub hub = new Hub(Clients.settings(10, 5, 10_000), Feeds.none(), new SimpleMeterRegistry(),
            new FakeTime());
    private final RunningApp app = new RunningApp(Clients.app(), hub);

    private Connection connection(String id) {
        return new Connection(id, "127.0.0.1", new FakeWire(FakeWire.Pace.AT_ONCE), app, hub);
    }

    @Test
    void aUserIsForgottenWithTheLastOfItsConnections() {
        Connection first = connection("1.1");
        Connection second = connection("2.2");
        first.heard(Clients.signIn(first, "{\"id\":\"ann\"}"));
        second.heard(Clients.signIn(second, "{\"id\":\"ann\"}"));
        assertEquals(Set.of(first, second), app.users().of("ann"));

        first.ended();
        assertEquals(Set.of(second), app.users().of("ann"));
        second.close(CloseReason.TERMINATED);
        assertEquals(Set.of(), app.users().of("ann"));
    }

    @Test
    void aSignInThatComesAfterTheEndLeavesNothingBehind() {
        Connection late = connection("1.1");
        late.ended();

        late.heard(Clients.signIn(late, "{\"id\":\"ann\"}"));

        assertEquals(Set.of(), app.users().of("ann"));
    }
}
