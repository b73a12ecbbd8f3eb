package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowApiTest {

    private TestServer server;
    private Answers api;

    @BeforeEach
    void start() {
        server = TestServer.withCapacity(5_000);
        api = new Answers(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode press(String lever) throws Exception {
        return Answers.json(server.post("/api/flow/" + lever, ""), 200);
    }

    private JsonNode counts() {
        return api.ok("/api/snapshot").get("tasks");
    }

    private int total(String query) {
        return api.ok("/api/tasks?" + query).get("total").intValue();
    }

    @Test
    void aPausedFlowBeginsNothingUntilItGoesOn() throws Exception {
        assertEquals("{\"paused\":false,\"draining\":false,\"scenario\":null}", api.ok("/api/flow").toString());
        assertTrue(press("pause").get("paused").booleanValue());
        server.postTasks("{\"count\":50,\"limit\":10,\"millis\":0}");
        assertEquals(50, total("state=live"));
        assertEquals(0, counts().get("complete").intValue());

        assertEquals("false", press("resume").get("paused").toString());

        TestServer.eventually("all have ended", () -> counts().get("complete").intValue() == 50);
    }

    @Test
    void everythingCanBeCancelledAtOnce() throws Exception {
        server.postTasks("{\"count\":500,\"limit\":1,\"millis\":60000}");
        server.postTasks("{\"count\":500,\"limit\":10,\"millis\":60000,\"stagger\":\"jitter\"}");

        assertEquals("{\"cancelled\":1000}", press("cancel").toString());

        TestServer.eventually("all have ended", () -> counts().get("cancelled").intValue() == 1_000);
        assertEquals(0, press("cancel").get("cancelled").intValue());
    }

    @Test
    void aResetBeginsAnew() throws Exception {
        server.postTasks("{\"count\":40,\"limit\":10,\"millis\":0,\"workload\":\"failing\"}");
        TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);
        server.postTasks("{\"count\":100,\"limit\":2,\"millis\":60000}");
        server.patch("/api/limits/2", "{\"permits\":9,\"paused\":true}");
        server.patch("/api/limits/10", "{\"permits\":0}");
        press("pause");

        JsonNode flow = press("reset");

        assertEquals("{\"paused\":false,\"draining\":false,\"scenario\":null}", flow.toString());
        for (JsonNode count : counts()) {
            assertEquals(0, count.intValue(), counts().toString());
        }
        assertEquals(0, total(""));
        Answers.problem(server.get("/api/tasks/1"), 404);
        for (JsonNode limit : api.ok("/api/limits").get("limits")) {
            assertEquals(limit.get("startPermits").intValue(), limit.get("permits").intValue(), limit.toString());
            assertEquals("false", limit.get("paused").toString());
        }
        server.postTasks("{\"count\":3,\"limit\":10,\"millis\":0}");
        TestServer.eventually("it counts on from zero", () -> counts().get("complete").intValue() == 3);
        assertEquals(3, total("state=ended"));
    }

    @Test
    void whatRanWhenTheFlowWasResetIsForgottenWithTheRest() throws Exception {
        for (int i = 0; i < 20; i++) {
            server.postTasks("{\"count\":30,\"limit\":10,\"millis\":60000}");
            TestServer.eventually("ten run", () -> total("state=IN_PROGRESS") == 10);

            press("reset");

            TestServer.eventually("nothing lives", () -> server.server.liveTasks() == 0);
            assertEquals(0, total(""), "after reset " + i);
            assertEquals(0, counts().get("cancelled").intValue(), "after reset " + i);
        }
    }

    @Test
    void theFramesCountFromZeroToo() throws Exception {
        server.postTasks("{\"count\":7,\"limit\":10,\"millis\":0}");
        TestServer.eventually("all have ended", () -> counts().get("complete").intValue() == 7);
        TestSocket socket = server.connect();
        socket.subscribe("flow");
        int before = socket.data("snapshot").at("/counts/complete").intValue();
        while (before != 7) {
            before = socket.data("delta").at("/counts/complete").intValue();
        }

        press("reset");

        assertEquals(0, socket.data("delta").at("/counts/complete").intValue());
    }

    @Test
    void aResetStopsFirstWhatGoesOnSubmitting() throws Exception {
        AtomicInteger stopped = new AtomicInteger();
        server.server.control().stopOnReset(stopped::incrementAndGet);

        press("reset");

        assertEquals(1, stopped.get());
    }

    @Test
    void countsNeverFallBelowZeroWhateverIsResetUnderLoad() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread load = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                server.postQuietly("/api/tasks", "{\"count\":200,\"limit\":10,\"millis\":1,\"workload\":\"failing\"}");
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                press("reset");
                for (JsonNode count : counts()) {
                    assertTrue(count.intValue() >= 0, counts().toString());
                }
            }
        } finally {
            done.set(true);
            load.join();
        }
        press("reset");
        TestServer.eventually("nothing lives", () -> server.server.liveTasks() == 0);
        assertEquals(
                List.of(total("state=COMPLETE"), total("state=FAILED"), total("state=CANCELLED")),
                List.of(
                        counts().get("complete").intValue(),
                        counts().get("failed").intValue(),
                        counts().get("cancelled").intValue()));
    }
}
