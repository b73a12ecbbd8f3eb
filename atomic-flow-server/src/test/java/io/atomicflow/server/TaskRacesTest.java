package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked while everything moves adds up. */
class TaskRacesTest {

    private TestServer server;
    private Answers api;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() {
        server = TestServer.withCapacity(10_000);
        api = new Answers(server);
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    private int total(String query) {
        return api.ok("/api/tasks?" + query).get("total").intValue();
    }

    @Test
    void eachTaskIsCancelledByOneOrEndsByItselfHoweverManyCancelAtOnce() throws Exception {
        int tasks = 2_000;
        int callers = 4;
        server.postTasks("{\"count\":" + tasks + ",\"limit\":10,\"millis\":1,\"workload\":\"failing\"}");
        CyclicBarrier together = new CyclicBarrier(callers);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            String path = i % 2 == 0 ? "/api/flow/cancel" : "/api/tasks/cancel";
            String body = i % 2 == 0 ? "" : "{\"state\":\"live\"}";
            calls.add(() -> {
                together.await();
                return Answers.json(server.post(path, body), 200).get("cancelled").intValue();
            });
        }

        int cancelled = 0;
        for (Future<Integer> call : threads.invokeAll(calls)) {
            cancelled += call.get();
        }
        TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);

        assertTrue(cancelled > 0, "some were still there");
        assertEquals(tasks, total("state=ended"));
        assertEquals(cancelled, total("state=CANCELLED"));
        assertEquals(tasks, total("state=COMPLETE") + total("state=FAILED") + total("state=CANCELLED"));
    }

    @Test
    void aListHasEachTaskOnceWhateverEndsMeanwhile() throws Exception {
        int tasks = 3_000;
        server.postTasks("{\"count\":" + tasks + ",\"limit\":10,\"millis\":1}");
        AtomicBoolean done = new AtomicBoolean();
        Future<Integer> looking = threads.submit(() -> {
            int looks = 0;
            while (!done.get() || looks == 0) {
                JsonNode page = api.ok("/api/tasks?size=200");
                assertEquals(tasks, page.get("total").intValue());
                assertEquals(200, new HashSet<>(page.findValuesAsText("id")).size());
                looks++;
            }
            return looks;
        });
        try {
            TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);
        } finally {
            done.set(true);
        }

        assertTrue(looking.get() > 0);
        assertEquals(tasks, total("state=COMPLETE"));
        assertEquals(0, total("state=live"));
    }

    @Test
    void noMoreThanTheLastTenThousandThatEndedAreKept() throws Exception {
        for (int i = 0; i < 11; i++) {
            server.postTasks("{\"count\":1000,\"limit\":10,\"millis\":0}");
            TestServer.eventually("all have ended", () -> server.server.liveTasks() == 0);
        }
        TestServer.eventually("the oldest are forgotten", () -> total("") == 10_000);

        Answers.problem(server.get("/api/tasks/1"), 404);
        assertEquals("COMPLETE", api.ok("/api/tasks/11000").get("state").textValue());
        assertEquals(11_000, api.ok("/api/snapshot").at("/tasks/complete").intValue());
    }
}
