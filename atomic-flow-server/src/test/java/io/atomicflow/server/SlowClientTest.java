package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlowClientTest {

    private static final String UPGRADE = """
            GET /app/atomic-flow?protocol=7 HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    /** Masked with zeros, as the protocol wants it of clients and as it is easiest to read. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    @Test
    void aClientThatReadsNothingHoldsUpNobody() throws Exception {
        try (TestServer server = TestServer.withConnections(5);
                Socket deaf = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            deaf.setReceiveBufferSize(1_024);
            deaf.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
            TestServer.eventually("it is connected", () -> server.server.pusher().connected() == 1);
            deaf.getOutputStream().write(masked("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"flow\"}}"));
            TestSocket reader = server.connect();
            reader.subscribe("flow");
            reader.data("snapshot");

            int tasks = 3_000;
            assertEquals(202, server.postTasks("{\"count\":" + tasks + ",\"limit\":10,\"millis\":0}").statusCode());
            long complete = 0;
            while (complete < tasks) {
                JsonNode delta = reader.data("delta");
                complete = delta.at("/counts/complete").longValue();
            }

            assertTrue(server.server.pusher().connected() >= 1);
        }
    }
}
