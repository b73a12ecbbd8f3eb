package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.door.DoorLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no library would send. */
class HostileClientTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withConnections(50);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> requestsThatAreTooLarge() {
        return Stream.of(
                Arguments.of(414, "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of(414, "GET /?q=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of(
                        431,
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n"),
                Arguments.of(
                        431,
                        "GET /api/config HTTP/1.1\r\nHost: localhost\r\n" + "X-One: 1\r\n".repeat(100) + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatAreTooLarge")
    void aRequestThatIsTooLargeIsToldSoLikeAnyOther(int status, String request) throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.write(request);

            String answer = client.readToEnd();

            assertTrue(answer.startsWith("HTTP/1.1 " + status + ' '), answer);
            assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
            assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
            String problem = answer.substring(answer.indexOf("\r\n\r\n"));
            assertEquals(status, new JsonMapper().readTree(problem).get("status").intValue());
        }
    }

    @Test
    void aHundredHeadersAreNotTooMany() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.write("GET /api/config HTTP/1.1\r\nHost: localhost\r\n" + "X-One: 1\r\n".repeat(99) + "\r\n");

            assertTrue(client.readHeader().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void aBodyWithoutALengthIsRefusedBeforeItEnds() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.write("""
                    POST /api/tasks HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Transfer-Encoding: chunked\r
                    \r
                    """);
            client.write(("2000\r\n" + "x".repeat(0x2000) + "\r\n").repeat(9));

            String header = client.readHeader();

            assertTrue(header.startsWith("HTTP/1.1 413 "), header);
            assertTrue(header.contains("Content-Type: application/problem+json"), header);
        }
    }

    @Test
    void aHeadThatNoBackEndSignedIsNotAnsweredAsIfItWere() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.write("HEAD /apps/atomic-flow/channels HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            String answer = client.readToEnd();

            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
            assertTrue(answer.endsWith("\r\n\r\n"), answer);
        }
    }

    @Test
    void aFrameWithoutAMaskIsRefused() throws Exception {
        try (RawClient client = RawClient.upgraded(server)) {
            client.write((byte) 0x81, (byte) 0x02, (byte) '{', (byte) '}');

            assertEquals(1002, client.readCloseCode());
        }
    }

    @Test
    void aControlFrameOfMoreThanItMayHoldIsRefused() throws Exception {
        try (RawClient client = RawClient.upgraded(server)) {
            byte[] ping = new byte[8 + 126];
            ping[0] = (byte) 0x89;
            ping[1] = (byte) (0x80 | 126);
            ping[3] = 126;
            client.write(ping);

            assertEquals(1002, client.readCloseCode());
        }
    }

    @Test
    void compressionIsNotAgreedTo() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.write("""
                    GET /app/atomic-flow?protocol=7 HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                    \r
                    """);

            String header = client.readHeader();

            assertTrue(header.startsWith("HTTP/1.1 101 "), header);
            assertFalse(header.contains("permessage-deflate"), header);
            assertFalse(header.contains("Sec-WebSocket-Extensions"), header);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsHungUpOn() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        DoorLimits hasty = new DoorLimits(Duration.ofMillis(1), minute, minute, minute, 100, 8192, 100, 100);
        try (TestServer own = TestServer.withDoor(hasty); RawClient silent = RawClient.open(own)) {
            assertEquals("", silent.readToEnd());
        }
    }

    @Test
    void oneAddressMayHaveSoManyConnectionsWaitingAndNoMoreWhileOthersComeIn() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        DoorLimits narrow = new DoorLimits(minute, minute, minute, minute, 100, 8192, 1_000, 100);
        InetAddress crowded = InetAddress.getByName("127.0.0.3");
        List<RawClient> waiting = new ArrayList<>();
        try (TestServer own = TestServer.withDoor(narrow)) {
            for (int i = 0; i < 100; i++) {
                waiting.add(RawClient.openFrom(crowded, own));
            }
            TestServer.eventually("they are counted", () -> own.server.waiting() == 100);

            try (RawClient tooMany = RawClient.openFrom(crowded, own)) {
                assertEquals("", tooMany.readToEnd());
            }

            assertEquals(200, own.get("/api/config").statusCode());
            waiting.get(0).write("GET /api/config HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(waiting.get(0).readHeader().startsWith("HTTP/1.1 200 "));
            for (RawClient client : waiting) {
                client.close();
            }
        }
    }
}
