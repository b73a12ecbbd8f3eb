package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsTest {

    private final Logger root = (Logger) LoggerFactory.getLogger("io.atomicflow");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Clients clients = Clients.withRoomFor(100,
            Clients.app(Set.of(), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 50)));
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    @Test
    void noSecretAndNoSignatureIsWrittenOrToldWhateverIsTried() {
        List<String> secret = new ArrayList<>(List.of(Clients.SECRET));
        BackEnd right = clients.backEnd();
        BackEnd wrong = new BackEnd(clients.server.http(), Clients.ID, Clients.KEY, Secret.of("wrong-secret"));
        secret.add("wrong-secret");
        for (BackEnd backEnd : List.of(right, wrong)) {
            String path = "/apps/the-app/channels";
            String query = backEnd.signed("GET", path, new byte[0]);
            secret.add(query.replaceFirst(".*auth_signature=", ""));
            answers.add(backEnd.ask("GET", path, new byte[0], query).toString());
            answers.add(backEnd.publish("a", "hi", "1").toString());
            answers.add(backEnd.publish("a", "pusher:hi", "1").toString());
            answers.add(backEnd.post("events", "nonsense").toString());
        }
        for (String channel : List.of("private-a", "presence-a", "private-encrypted-a")) {
            String good = Signatures.ofSubscription(Clients.app(), client.id(), channel, "{\"user_id\":1}");
            secret.add(good.substring(Clients.KEY.length() + 1));
            client.heard(Clients.subscribe(channel, good, "{\"user_id\":1}"));
            client.heard(Clients.subscribe(channel, good, "{\"user_id\":2}"));
            client.heard(Clients.subscribe(channel, "the-key:0123456789abcdef", null));
        }
        secret.add("0123456789abcdef");
        client.heard(Clients.signIn(client, "{\"id\":\"ann\"}"));
        client.heard(Clients.signIn(client, "{\"id\":\"bob\"}"));
        client.heard(
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"the-key:0123456789abcdef\",\"user_data\":\"{}\"}}");
        client.ended();
        answers.addAll(wire.sent);
        clients.meters.getMeters().forEach(meter -> answers.add(meter.getId().toString()));
        log.list.forEach(event -> answers.add(event.getFormattedMessage() + event.getThrowableProxy()));
        answers.add(Clients.app().toString());

        assertTrue(log.list.size() >= 3, "nothing was logged");
        for (String text : answers) {
            for (String never : secret) {
                assertFalse(text.contains(never), text);
            }
        }
    }

    @Test
    void whatAClientSaysCannotForgeALineOfTheLog() {
        client.heard("{\"event\":\"a\\r\\nERROR forged\\u001b[31m\\u2028\\u202e\"}");
        client.heard(Clients.subscribe("a\\nforged", "", null));
        clients.server.admit(Clients.knock("/app/x\nforged", "client", "\rforged"), wire);

        assertTrue(log.list.size() >= 3, "nothing was logged");
        for (ILoggingEvent event : log.list) {
            String line = event.getFormattedMessage();
            assertEquals(0, line.chars().filter(c -> c < ' ' || c == 0x2028 || c == 0x202e).count(), line);
        }
    }
}
