package io.atomicflow.server.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The door in a real Jetty, before real sockets; the time is ours. */
class JettyDoorTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration HEADER = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration BODY = Duration.ofSeconds(20);
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final FakeTime time = new FakeTime();
    private final Server server = new Server();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch hasBody = new CountDownLatch(1);
    private JettyDoor door = door(HEADER, time);

    @AfterEach
    void stop() throws Exception {
        mayAnswer.countDown();
        server.stop();
    }

    private static JettyDoor door(Duration header, LongSupplier clock) {
        DoorLimits limits = new DoorLimits(header, KEEP_ALIVE, BODY, Duration.ofSeconds(60), 100, 8192, 10, 3);
        return new JettyDoor(limits, ClientAddress.behind(List.of()), clock);
    }

    private void start() throws Exception {
        server.addConnector(door.connector(server, new HttpConfiguration(), "127.0.0.1", 0));
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler
                .from(server, all -> all.addMapping("/socket", (request, response, callback) -> new Echo()));
        sockets.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Request.asInputStream(request).readAllBytes();
                hasBody.countDown();
                if (request.getHttpURI().getPath().equals("/slow")) {
                    assertTrue(mayAnswer.await(DEADLINE.toSeconds(), TimeUnit.SECONDS));
                }
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
        server.setHandler(sockets);
        server.start();
    }

    /** Says back what it hears. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {

        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(message, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    private Socket connect() throws IOException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) DEADLINE.toMillis());
        return socket;
    }

    /** Without a goodbye. */
    private static void vanish(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static void request(Socket socket, String method, String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        write(socket, method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n");
    }

    private static String readStatus(Socket socket) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, "ended after " + header);
            header.append((char) next);
        }
        return header.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "never happened: " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void assertHungUp(Socket socket) throws IOException {
        try {
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException reset) {
            // The same, said in another way: there was something that we had not read.
        }
    }

    private void assertHungUpAfter(Duration allowed, Socket socket) throws IOException {
        time.pass(allowed.minus(INSTANT));
        door.check();
        assertEquals(1, door.visits(), "too early");
        time.pass(INSTANT);
        door.check();
        assertHungUp(socket);
        eventually("nobody is there any more", () -> door.visits() == 0 && door.waiting() == 0);
    }

    @Test
    void aHeaderThatDripsEndsByTheDeadline() throws Exception {
        start();
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            eventually("it is there", () -> door.waiting() == 1);

            time.pass(HEADER.dividedBy(2));
            write(socket, "s");
            door.check();

            assertHungUpAfter(HEADER.dividedBy(2), socket);
        }
    }

    @Test
    void aHeaderThatDripsInRealTimeEndsToo() throws Exception {
        door = door(Duration.ofMillis(200), System::nanoTime);
        start();
        try (Socket socket = connect()) {
            socket.setSoTimeout(10);
            write(socket, "GET / HTTP/1.1\r\nX-Slow: ");
            eventually("it is hung up on", () -> {
                door.check();
                try {
                    write(socket, "s");
                    return socket.getInputStream().read() < 0;
                } catch (SocketTimeoutException stillOpen) {
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
        }
        eventually("nobody waits", () -> door.waiting() == 0);
    }

    @Test
    void afterAnAnswerThereIsTheKeepAliveAsWell() throws Exception {
        start();
        try (Socket socket = connect()) {
            for (int requests = 0; requests < 2; requests++) {
                time.pass(HEADER.minus(INSTANT));
                request(socket, "GET", "/");
                assertEquals("204", readStatus(socket));
                assertEquals(0, door.waiting());
            }
            write(socket, "GET / HTTP");

            assertHungUpAfter(KEEP_ALIVE.plus(HEADER), socket);
        }
    }

    @Test
    void requestsThatComeInOneBreathAreAllAnsweredAndNoneIsLate() throws Exception {
        start();
        try (Socket socket = connect()) {
            String one = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            write(socket, one.repeat(20));
            for (int requests = 0; requests < 20; requests++) {
                assertEquals("204", readStatus(socket));
            }

            assertHungUpAfter(KEEP_ALIVE.plus(HEADER), socket);
        }
    }

    @Test
    void aBodyThatDripsEndsByItsDeadline() throws Exception {
        start();
        try (Socket socket = connect()) {
            request(socket, "POST", "/", "Content-Length: 100");
            write(socket, "x");
            eventually("its header is complete", () -> door.visits() == 1 && door.waiting() == 0);
            time.pass(BODY.dividedBy(2));
            write(socket, "x");
            door.check();

            assertHungUpAfter(BODY.dividedBy(2), socket);
        }
    }

    @Test
    void aBodyThatIsCompleteHasNoDeadlineAnyMore() throws Exception {
        start();
        try (Socket socket = connect()) {
            request(socket, "POST", "/slow", "Transfer-Encoding: chunked");
            write(socket, "1\r\nx\r\n0\r\n\r\n");
            assertTrue(hasBody.await(DEADLINE.toSeconds(), TimeUnit.SECONDS));

            time.pass(BODY);
            door.check();
            mayAnswer.countDown();

            assertEquals("204", readStatus(socket));
        }
    }

    @Test
    void aWebSocketIsLeftAlone() throws Exception {
        start();
        try (Socket socket = connect()) {
            request(socket, "GET", "/socket", "Upgrade: websocket", "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertEquals("101", readStatus(socket));
            eventually("it is no visit any more", () -> door.visits() == 0);

            time.pass(Duration.ofDays(1));
            door.check();

            socket.getOutputStream().write(new byte[]{(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            assertEquals("\u0081\u0002hi", new String(
                    socket.getInputStream().readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void whoComesWhenTooManyWaitIsHungUpOnAndWhoLeavesMakesRoom() throws Exception {
        start();
        try (Socket vanishing = connect();
                Socket unreadable = connect();
                Socket asking = connect()) {
            eventually("they wait", () -> door.waiting() == 3);
            try (Socket tooMany = connect()) {
                assertHungUp(tooMany);
            }
            assertEquals(3, door.waiting());

            vanish(vanishing);
            eventually("one has vanished", () -> door.waiting() == 2);
            write(unreadable, "nonsense\r\n\r\n");
            assertEquals("400", readStatus(unreadable));
            vanish(unreadable);
            eventually("one could not be read", () -> door.waiting() == 1);
            request(asking, "GET", "/");
            assertEquals("204", readStatus(asking));
            assertEquals(0, door.waiting());

            try (Socket one = connect(); Socket two = connect(); Socket three = connect()) {
                eventually("three more wait", () -> door.waiting() == 3);
                assertHungUp(connect());
                assertTrue(one.isConnected() && two.isConnected() && three.isConnected());
            }
        }
        eventually("nobody is there any more", () -> door.visits() == 0 && door.waiting() == 0);
    }
}
