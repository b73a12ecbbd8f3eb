package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Event;
import com.pusher.rest.data.Result;
import com.pusher.rest.data.Result.Status;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The library that Pusher itself makes for back ends in Java, unmodified: what it is answered. */
class BackEndLibraryTest extends RealLibraries {

    private static void assertAnswer(String expected, Result result) {
        assertEquals(Status.SUCCESS, result.getStatus(), result.getMessage());
        assertEquals(expected, result.getMessage());
    }

    @Test
    void whatIsTriggeredReachesEachChannelOnceAndAllButTheOneLeftOut() throws Exception {
        try (LibraryClient speaker = LibraryClient.connect(server);
                LibraryClient hearer = LibraryClient.connect(server)) {
            for (LibraryClient client : List.of(speaker, hearer)) {
                client.subscribe("red");
                client.subscribe("green=@,.;");
            }

            assertAnswer("{}", backEnd.trigger("red", "one", Map.of("text", "Grüße")));
            assertAnswer("{}", backEnd.trigger(List.of("red", "green=@,.;"), "two", "text", speaker.socketId()));
            assertAnswer("{}", backEnd.trigger(List.of(
                    new Event("red", "three", List.of(1, 2)), new Event("green=@,.;", "four", 7))));

            assertEquals(List.of("red one {\"text\":\"Grüße\"}", "red three [1,2]", "green=@,.; four 7"),
                    speaker.hear(3));
            assertEquals(
                    List.of("red one {\"text\":\"Grüße\"}", "red two \"text\"", "green=@,.; two \"text\"",
                            "red three [1,2]",
                            "green=@,.; four 7"),
                    hearer.hear(5));
        }
    }

    @Test
    void whoIsThereIsTold() throws Exception {
        try (LibraryClient ann = LibraryClient.connect(server); LibraryClient bob = LibraryClient.connect(server)) {
            ann.attend("presence-a=@,.;x", "ann");
            bob.attend("presence-a=@,.;x", "bob");
            bob.attend("presence-b", "bob");

            assertAnswer("{\"users\":[{\"id\":\"ann\"},{\"id\":\"bob\"}]}",
                    backEnd.get("/channels/presence-a=@,.;x/users"));
            assertAnswer("{\"occupied\":true,\"user_count\":1}",
                    backEnd.get("/channels/presence-b", Map.of("info", "user_count")));
            assertAnswer("{\"channels\":{\"presence-b\":{\"user_count\":1}}}", backEnd.get("/channels",
                    Map.of("filter_by_prefix", "presence-b", "info", "user_count")));
        }
    }

    @Test
    void whatIsRefusedIsUnderstoodByTheLibraryAsThat() throws Exception {
        Pusher stranger = LibraryClient.backEnd(server, "a guess");
        assertEquals(Status.AUTHENTICATION_ERROR, stranger.trigger("red", "one", "").getStatus());
        stranger.close();
        Result tooBig = backEnd.trigger("red", "one", "x".repeat(10_241));
        assertEquals(413, tooBig.getHttpStatus());
        assertTrue(tooBig.getMessage().contains("content of this event"), tooBig.getMessage());
        Result tooMany = backEnd.trigger(Collections.nCopies(11, new Event("red", "one", "")));
        assertEquals(Status.CLIENT_ERROR, tooMany.getStatus());
        assertEquals(Status.CLIENT_ERROR, backEnd.trigger("red", "pusher:one", "").getStatus());
        assertEquals(Status.CLIENT_ERROR, backEnd.get("/channels/red/users").getStatus());
        assertEquals(Status.CLIENT_ERROR, backEnd.get("/channels", Map.of("info", "user_count")).getStatus());
    }
}
