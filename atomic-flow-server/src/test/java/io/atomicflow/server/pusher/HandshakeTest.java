package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private final Clients clients = Clients.ofDefaults();
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);

    @ParameterizedTest
    @CsvSource({
        "/other/the-key, 7, 8.6.0, 4005",
        "/app/wrong-key, 7, 8.6.0, 4001",
        "/app/the-key/more, 7, 8.6.0, 4001",
        "/app/the-key, 8, 8.6.0, 4007",
        "/app/the-key, 4, 8.6.0, 4007",
        "/app/the-key, seven, 8.6.0, 4007",
        "/app/the-key, 7, new<script>, 4006",
    })
    void whoDoesNotSpeakOurProtocolIsToldWhyAndSentAway(String path, String protocol, String version, int code) {
        var refused = clients.server.admit(Clients.knock(path, "protocol", protocol, "version", version), wire);

        assertTrue(refused.isEmpty());
        assertTrue(wire.sent.getFirst().startsWith("{\"event\":\"pusher:error\",\"data\":{\"code\":" + code),
                wire.last());
        assertEquals(List.of(code), wire.closes);
        assertEquals(0, clients.server.connected());
    }

    @Test
    void aMissingProtocolIsRefusedAsMissing() {
        clients.server.admit(Clients.knock("/app/the-key"), wire);

        assertEquals(List.of(4008), wire.closes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6", "7"})
    void olderProtocolsThatLibrariesStillSendAreWelcome(String protocol) {
        var admitted = clients.server.admit(Clients.knock("/app/the-key", "protocol", protocol), wire);

        assertTrue(admitted.isPresent());
    }

    @Test
    void aPageOfAForeignOriginIsRefusedAsUnauthorized() {
        Knock welcome = Clients.welcome();
        clients.server.admit(
                new Knock(
                        welcome.path(), welcome.parameters(), "localhost", "http://evil.example", "127.0.0.1", false),
                wire);

        assertEquals(List.of(4009), wire.closes);
    }

    @Test
    void oneConnectionTooManyIsRefusedAsOverQuotaAndAPlaceThatIsFreedIsGivenAgain() {
        Clients full = Clients.of(Clients.app(java.util.Set.of(), Map.of(AppLimit.CONNECTIONS, 1)));
        Connection first = full.connect(new FakeWire(FakeWire.Pace.AT_ONCE));

        assertTrue(full.server.admit(Clients.welcome(), wire).isEmpty());
        assertEquals(List.of(4004), wire.closes);

        first.ended();
        assertTrue(full.server.admit(Clients.welcome(), new FakeWire(FakeWire.Pace.AT_ONCE)).isPresent());
    }

    @Test
    void theFirstMessageNamesASocketIdOfTheRightFormAndHowLongSilenceMayLast() {
        clients.connect(wire);

        assertTrue(
                wire.sent
                        .getFirst()
                        .matches("\\{\"event\":\"pusher:connection_established\",\"data\":\"\\{\\\\\"socket_id\\\\\":"
                                + "\\\\\"\\d+\\.\\d+\\\\\",\\\\\"activity_timeout\\\\\":120}\"}"),
                wire.sent.getFirst());
    }

    @Test
    void whatAClientSaysOfItselfCannotBeginALineOfTheLog() {
        assertEquals("a?b?c?d?", Untrusted.printable("a\nb\u001bc\u2028d\u202e"));
    }
}
