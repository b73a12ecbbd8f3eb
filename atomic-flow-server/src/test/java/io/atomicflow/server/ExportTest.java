package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportTest {

    @Test
    void bothExportsHoldWhatTheListShows() throws Exception {
        try (TestServer server = TestServer.withCapacity(1_000)) {
            server.postTasks("{\"count\":300,\"limit\":10,\"millis\":0,\"workload\":\"failing\",\"seed\":7}");
            server.postTasks("{\"count\":5,\"limit\":1,\"millis\":60000}");
            TestServer.eventually("those have ended", () -> server.server.liveTasks() == 5);
            Answers api = new Answers(server);
            int failed = api.ok("/api/tasks?state=FAILED").get("total").intValue();

            JsonNode json = api.ok("/api/export.json?state=FAILED&limit=10");
            HttpResponse<String> csv = server.get("/api/export.csv?state=FAILED&limit=10");

            assertEquals(failed, json.size());
            assertEquals(api.ok("/api/tasks?state=FAILED&size=1").at("/tasks/0/id"), json.at("/0/id"));
            List<String> lines = csv.body().lines().toList();
            assertEquals(failed + 1, lines.size());
            assertEquals(
                    "id,name,limit,state,attempt,progress,submittedAt,changedAt,waitMillis,runMillis,error",
                    lines.getFirst());
            String id = json.at("/0/id").asText();
            assertTrue(lines.get(1).startsWith(id + ",failing,10,FAILED,1,"), lines.get(1));
            assertTrue(lines.get(1).endsWith(",LoadFailure: task " + id + " was asked to fail"), lines.get(1));
            assertEquals("text/csv; charset=utf-8; header=present", header(csv, "Content-Type"));
            assertEquals("attachment; filename=\"atomic-flow-tasks.csv\"", header(csv, "Content-Disposition"));
            assertEquals("", header(csv, "X-Truncated"));
            assertEquals(305, api.ok("/api/export.json").size());
            Answers.problem(server.get("/api/export.csv?size=5"), 400);
            Answers.problem(server.get("/api/export.json?state=x"), 400);
        }
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() throws Exception {
        try (TestServer server = TestServer.withCapacity(20_001)) {
            Answers.json(server.post("/api/flow/pause", ""), 200);
            server.postTasks("{\"count\":20000,\"limit\":1}");
            assertEquals("", header(server.get("/api/export.csv"), "X-Truncated"));
            server.postTasks("{\"count\":1,\"limit\":1}");

            HttpResponse<String> cut = server.get("/api/export.csv");

            assertEquals("true", header(cut, "X-Truncated"));
            assertEquals(20_001, cut.body().lines().count());
            assertTrue(cut.body().contains("\r\n20001,"), "the newest are there");
            Answers.json(server.post("/api/flow/cancel", ""), 200);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
