package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever anybody says: the server answers or refuses, and it is between the two of them. */
class FuzzTest {

    private static final long SEED = Long.getLong("atomicflow.fuzz.seed", 20_261_124);
    private static final int INPUTS = 100_000;
    private static final int HOSTILE = 16;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> ANSWERS = Set.of(200, 400, 401, 404, 405, 413, 429);

    private final Garbage garbage = new Garbage(SEED);
    private final Clients clients = Clients.withRoomFor(1_000, Clients.app(
            Set.of(AppOption.CLIENT_EVENTS, AppOption.SUBSCRIPTION_COUNTS), Map.of(AppLimit.CACHE_SECONDS, 5)));
    private final BackEnd backEnd = clients.backEnd();
    private final List<Client> hostile = new ArrayList<>();
    private final Client bystander = new Client();

    private final class Client implements Wire {
        final Connection connection;
        int heard;
        int closes;
        String last = "";

        Client() {
            this.connection = clients.server.admit(Clients.welcome(), this).orElseThrow();
        }

        @Override
        public void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> done) {
            for (EncodedEvent message : messages) {
                last = message.toString();
                heard++;
                requireSober(last);
                assertTrue(read(last).path("event").isTextual(), last);
            }
            done.accept(null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code, String message) {
            closes++;
        }

        @Override
        public void disconnect() {}
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }

    private static void requireSober(String text) {
        for (String inside : List.of("Exception", "at io.", "java.", "io.atomicflow")) {
            assertTrue(!text.contains(inside), text);
        }
    }

    @Test
    void nothingThatIsSaidHurtsAnybodyElse() {
        bystander.connection.heard(Clients.subscribe("quiet"));
        int before = bystander.heard;
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(new Client());
        }
        for (int i = 0; i < INPUTS; i++) {
            String input = "";
            int who = garbage.below(HOSTILE);
            try {
                input = garbage.below(10) < 7 ? frame(hostile.get(who)) : call();
                requireUntouched(who, input);
                clients.time.pass(Duration.ofMillis(20));
                if (i % 1_000 == 0) {
                    honest(i);
                }
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "seed " + SEED + ", input " + i + ": " + Untrusted.printable(input), failure);
            }
        }
        assertEquals(before, bystander.heard, "seed " + SEED);
        hostile.forEach(client -> client.connection.ended());
        bystander.connection.ended();
        clients.time.pass(Duration.ofMinutes(1));
        clients.server.check();
        assertEquals(0, clients.channelCount(), "seed " + SEED);
        assertEquals(0, clients.server.connected(), "seed " + SEED);
    }

    private String frame(Client client) {
        String input = switch (garbage.below(6)) {
            case 0 -> {
                String channel = garbage.channel();
                String data = garbage.below(3) == 0 ? null : garbage.userData();
                String auth = Signatures.ofSubscription(Clients.app(), client.connection.id(), channel, data);
                yield "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":" + Garbage.quoted(channel)
                        + ",\"auth\":\""
                        + auth + "\"" + (data == null ? "" : ",\"channel_data\":" + Garbage.quoted(data)) + "}}";
            }
            case 1 -> {
                String user = garbage.userData();
                yield "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"the-key:"
                        + Secret.of(Clients.SECRET).sign(client.connection.id() + "::user::" + user)
                        + "\",\"user_data\":" + Garbage.quoted(user) + "}}";
            }
            case 2 -> garbage.noise(100);
            default -> garbage.message();
        };
        client.connection.heard(input);
        return input;
    }

    private String call() {
        String path = switch (garbage.below(8)) {
            case 0 -> "channels";
            case 1 -> "channels/" + garbage.channel() + (garbage.below(2) == 0 ? "/users" : "");
            case 2 -> "users/nobody/terminate_connections";
            case 3 -> garbage.spoilt("channels/presence-a/users");
            case 4 -> "batch_events";
            default -> "events";
        };
        byte[] body = garbage.body()
                .getBytes(garbage.below(20) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (garbage.below(10) == 0) {
            body[garbage.below(body.length)] = (byte) garbage.below(256);
        }
        HttpAnswer answer = switch (garbage.below(5)) {
            case 0 -> backEnd.get(path);
            case 1 -> backEnd.get(path, "info", garbage.below(2) == 0 ? "user_count,cache" : "subscription_count");
            case 2 -> backEnd.ask(
                    garbage.below(2) == 0 ? "GET" : garbage.noise(5),
                    garbage.spoilt("/apps/the-app/" + path),
                    body,
                    garbage.spoilt(backEnd.signed("GET", "/apps/the-app/" + path, body)));
            default -> backEnd.post(path, body);
        };
        requireSober(answer.body());
        assertTrue(ANSWERS.contains(answer.status()), answer.toString());
        if (answer.status() == 200) {
            assertTrue(read(answer.body()).isObject(), answer.body());
        }
        return path;
    }

    private void requireUntouched(int sender, String input) {
        assertEquals(0, bystander.closes, input);
        for (int i = 0; i < HOSTILE; i++) {
            if (hostile.get(i).closes > 0) {
                assertEquals(sender, i, "another one was sent away");
                hostile.get(i).connection.ended();
                hostile.set(i, new Client());
            }
        }
    }

    private void honest(int round) {
        clients.server.check();
        bystander.connection.seen();
        Client honest = new Client();
        honest.connection.heard(Clients.subscribe("honest-" + round));
        assertTrue(honest.last.contains("subscription_count"), honest.last);
        assertEquals(200, backEnd.publish("honest-" + round, "hello", "1").status());
        assertEquals("{\"event\":\"hello\",\"channel\":\"honest-" + round + "\",\"data\":\"1\"}", honest.last);
        honest.connection.ended();
        assertEquals(HOSTILE + 1, clients.server.connected());
    }
}
