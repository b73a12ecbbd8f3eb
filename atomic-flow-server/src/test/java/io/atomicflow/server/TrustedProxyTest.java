package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that was told to trust 127.0.0.2, and nobody else. */
class TrustedProxyTest {

    private final TestServer server = TestServer.withCapacity(10);
    private final Logger guard = (Logger) LoggerFactory.getLogger(RequestGuard.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        guard.addAppender(log);
    }

    @AfterEach
    void stop() {
        guard.detachAppender(log);
        server.close();
    }

    private String post(String peer, String origin, String... headers) throws Exception {
        try (RawClient client = RawClient.openFrom(InetAddress.getByName(peer), server)) {
            client.write("POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 11\r\nOrigin: " + origin + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n"
                    + "{\"limit\":1}");
            return client.readHeader().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    private List<String> refusals() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theLogNamesTheClientIfATrustedProxyDoes() throws Exception {
        assertEquals("403", post("127.0.0.2", "http://evil.example", "X-Forwarded-For: 1.1.1.1",
                "X-Forwarded-For: 203.0.113.7"));
        assertEquals("403", post("127.0.0.1", "http://evil.example", "X-Forwarded-For: 203.0.113.7"));

        assertEquals(2, refusals().size());
        assertTrue(refusals().get(0).startsWith("refused a request from 203.0.113.7 with 403"), refusals().get(0));
        assertTrue(refusals().get(1).startsWith("refused a request from 127.0.0.1 with 403"), refusals().get(1));
    }

    @Test
    void underTlsAPageThatCameWithoutIsForeign() throws Exception {
        assertEquals("202", post("127.0.0.2", "https://localhost", "X-Forwarded-Proto: https"));
        assertEquals("403", post("127.0.0.2", "http://localhost", "X-Forwarded-Proto: https"));
        assertEquals("202", post("127.0.0.2", "http://localhost", "X-Forwarded-Proto: http"));
        assertEquals("202", post("127.0.0.1", "http://localhost", "X-Forwarded-Proto: https"));
    }
}
