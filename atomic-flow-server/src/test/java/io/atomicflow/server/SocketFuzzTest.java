package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.Garbage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same through real sockets: what Jetty and Javalin make of it. */
class SocketFuzzTest {

    private static final long SEED = Long.getLong("atomicflow.fuzz.seed", 20_261_124);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withConnections(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thousandsOfFramesOfAnyKindEndTheirOwnConnectionsAtMost() throws Exception {
        Garbage garbage = new Garbage(SEED);
        TestSocket bystander = server.connect();
        bystander.subscribe("quiet");
        bystander.data("pusher_internal:subscription_succeeded");
        List<TestSocket> hostile = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            TestSocket sender = server.connect();
            hostile.add(sender);
            for (int k = 0; k < 100 && !sender.closed.isDone(); k++) {
                try {
                    sender.send(garbage.below(4) == 0 ? wellFormed(garbage.noise(200)) : wellFormed(garbage.message()));
                } catch (CompletionException closed) {
                    break;
                }
            }
        }
        TestSocket honest = server.connect();
        honest.subscribe("news");
        honest.data("pusher_internal:subscription_succeeded");
        server.server.pusher().channels("atomic-flow").publish("news", "hello", "1");
        server.server.pusher().channels("atomic-flow").publish("quiet", "hello", "2");

        assertEquals(1, honest.data("hello").intValue(), "seed " + SEED);
        assertEquals(2, bystander.data("hello").intValue(), "seed " + SEED);
        for (TestSocket sender : hostile) {
            assertFalse(sender.closed.isDone() && sender.closeCode() == 1011, "the server broke, seed " + SEED);
        }
    }

    /** What a client's library would let out: halves of characters it would not. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void thousandsOfCallsOfAnyKindAreAnsweredSoberly() throws Exception {
        Garbage garbage = new Garbage(SEED);
        for (int i = 0; i < 2_000; i++) {
            String path = visible(garbage.noise(30));
            String body = garbage.message();
            String request = (garbage.below(2) == 0 ? "GET" : "POST") + " /apps/" + (garbage.below(3) == 0
                    ? path
                    : "atomic-flow/" + path) + (garbage.below(2) == 0 ? "?auth_key=" + path : "") + " HTTP/1.1";
            requireSober(answer(request, body), request);
        }
    }

    private static String visible(String text) {
        return text.replaceAll("[^!-~]", "%");
    }

    private static void requireSober(String answer, String request) {
        String status = answer.replaceFirst("(?s)HTTP/1.1 (\\d+).*", "$1");
        assertTrue(List.of("400", "401", "404", "405").contains(status), request + "\n" + answer);
        for (String inside : List.of("Exception", "at io.", "java.", "jetty", "avalin")) {
            assertFalse(answer.contains(inside), request + "\n" + answer);
        }
    }

    /** What comes before the headers that are always there would be told twice: so all of the answer. */
    private static String answer(String requestLine, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.setSoTimeout((int) TestServer.DEADLINE.toMillis());
            socket.getOutputStream().write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A page of another origin may not do it, whatever way it writes the path. */
    @ParameterizedTest
    @ValueSource(strings = {"/apps/../api/tasks", "/apps/%2e%2e/api/tasks", "/apps//../../api/tasks",
        "/apps/;x/../api/tasks",
        "/apps/..;/api/tasks", "//api/tasks", "/api/tasks;/apps/", "/apps/%2e./api/tasks", "/apps/..%2fapi/tasks",
        "/API/tasks", "http://localhost/apps/../api/tasks"})
    void noWayOfWritingAPathGetsPastTheGuardOfTheTasks(String path) throws IOException {
        String body = "{\"count\":1,\"limit\":1,\"millis\":60000}";
        String answer = answer("POST " + path + " HTTP/1.1\r\nOrigin: http://evil.example\r\n"
                + "Content-Type: application/json", body);

        assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
        assertEquals(0, server.server.liveTasks(), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b=c@d,e", "a%3Bb=c@d,e", ";", "presence-a;x"})
    void aNameWithASemicolonReachesTheApiAsItWasSigned(String channel) throws IOException {
        String path = "/apps/atomic-flow/channels/" + channel;
        String query = "auth_key=atomic-flow&auth_timestamp=" + System.currentTimeMillis() / 1_000
                + "&auth_version=1.0";
        String signature = TestServer.app(1).secret().sign("GET\n" + path + "\n" + query);

        String answer = answer("GET " + path + "?" + query + "&auth_signature=" + signature + " HTTP/1.1", "");

        assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("{\"occupied\":false}"), answer);
    }
}
