package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pusher.client.channel.PresenceChannel;
import com.pusher.client.channel.PrivateChannel;
import com.pusher.rest.Pusher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The libraries that Pusher itself makes for Java, unmodified: one signs, the other one listens and speaks. */
class ClientLibraryTest extends RealLibraries {

    @Test
    void whomTheBackEndSignsForHearsAPrivateChannelAndSpeaksOnIt() throws Exception {
        try (LibraryClient ann = LibraryClient.connect(server); LibraryClient bob = LibraryClient.connect(server)) {
            PrivateChannel anns = ann.subscribePrivate("private-chat");
            PrivateChannel bobs = bob.subscribePrivate("private-chat");

            anns.trigger("client-said", "{\"text\":\"Grüße\"}");
            assertEquals(List.of("private-chat client-said {\"text\":\"Grüße\"}"), bob.hear(1));
            bobs.trigger("client-said", "{\"n\":1}");
            assertEquals(List.of("private-chat client-said {\"n\":1}"), ann.hear(1));
            backEnd.trigger("private-chat", "one", List.of("end"));

            assertEquals(List.of("private-chat one [\"end\"]"), ann.hear(1), "nobody hears itself");
            assertEquals(List.of("private-chat one [\"end\"]"), bob.hear(1), "nobody hears itself");
        }
    }

    @Test
    void whomSomebodyElseSignsForIsToldWhyAndHearsNothing() throws Exception {
        Pusher stranger = LibraryClient.backEnd(server, "a guess");
        try (LibraryClient client = LibraryClient.connect(server, stranger)) {
            PrivateChannel channel = client.ask("private-vault");

            String refusal = client.hear(1).getFirst();

            assertTrue(refusal.startsWith("private-vault pusher:subscription_error"), refusal);
            assertTrue(refusal.contains("AuthError") && refusal.contains("401"), refusal);
            client.subscribe("open");
            backEnd.trigger(List.of("private-vault", "open"), "one", List.of("end"));
            assertEquals(List.of("open one [\"end\"]"), client.hear(1));
            assertFalse(channel.isSubscribed());
        }
    }

    @Test
    void whoIsPresentIsToldOfTheOthersAsTheyComeAndGo() throws Exception {
        try (LibraryClient ann = LibraryClient.connect(server);
                LibraryClient bob = LibraryClient.connect(server);
                LibraryClient bobAgain = LibraryClient.connect(server)) {
            PresenceChannel hall = ann.attend("presence-hall", "ann");
            assertEquals(List.of("present [ann[\"info of\",\"ann\"]]"), ann.hear(1));
            assertEquals("ann", hall.getMe().getId());

            PresenceChannel bobs = bob.attend("presence-hall", "bob");
            bobAgain.attend("presence-hall", "bob");
            assertEquals(List.of("present [ann[\"info of\",\"ann\"], bob[\"info of\",\"bob\"]]"), bobAgain.hear(1));
            bobs.trigger("client-said", "{}");
            assertEquals(List.of("came bob[\"info of\",\"bob\"]", "presence-hall client-said {} by bob"), ann.hear(2));

            bob.unsubscribe("presence-hall");
            bob.subscribe("elsewhere");
            assertEquals(2, hall.getUsers().size());
            backEnd.trigger("presence-hall", "one", List.of("bob is still there"));
            bobAgain.leave();

            assertEquals(List.of("presence-hall one [\"bob is still there\"]",
                    "left bob[\"info of\",\"bob\"]"), ann.hear(2));
            assertEquals(1, hall.getUsers().size());
        }
    }

    @Test
    void whatIsToldOnAnEncryptedChannelIsReadableForItsSubscribers() throws Exception {
        try (LibraryClient client = LibraryClient.connect(server)) {
            client.subscribeEncrypted("private-encrypted-orders");

            backEnd.trigger("private-encrypted-orders", "one", Map.of("price", "3 €"));
            backEnd.trigger("private-encrypted-orders", "two", List.of(2));

            assertEquals(
                    List.of("private-encrypted-orders one {\"price\":\"3 €\"}", "private-encrypted-orders two [2]"),
                    client.hear(2));
        }
    }
}
