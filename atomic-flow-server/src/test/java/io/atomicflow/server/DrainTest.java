package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the server drains, nobody holds back what is to end. */
class DrainTest {

    private TestServer server;
    private Answers api;

    @BeforeEach
    void start() {
        server = TestServer.withCapacity(1_000);
        api = new Answers(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Thread drain() {
        Thread stopping = Thread.ofVirtual().start(server.server::close);
        TestServer.eventually("it drains", () -> server.server.isDraining());
        return stopping;
    }

    private String limit(String key) {
        return api.ok("/api/limits/" + key).toString();
    }

    @Test
    void nothingCanBePausedAnyMore() throws Exception {
        server.postTasks("{\"limit\":1,\"millis\":60000}");
        Thread stopping = drain();

        Answers.problem(server.post("/api/flow/pause", ""), 503);
        Answers.problem(server.patch("/api/limits/2", "{\"paused\":true}"), 503);
        Answers.problem(server.patch("/api/limits/2", "{\"permits\":0}"), 503);

        assertEquals("false", api.ok("/api/flow").get("paused").toString());
        assertTrue(limit("2").contains("\"permits\":2,"), limit("2"));
        assertTrue(limit("2").contains("\"paused\":false"), limit("2"));
        Answers.json(server.patch("/api/limits/2", "{\"permits\":7}"), 200, "more may be let in");
        stopping.join();
    }

    @Test
    void limitsThatHoldEverybodyBackLetGo() throws Exception {
        server.patch("/api/limits/2", "{\"permits\":0}");
        server.patch("/api/limits/3", "{\"paused\":true}");
        server.postTasks("{\"count\":5,\"limit\":2,\"millis\":0}");
        server.postTasks("{\"count\":5,\"limit\":3,\"millis\":0}");

        server.server.close();

        assertEquals(10, server.server.completed());
    }
}
