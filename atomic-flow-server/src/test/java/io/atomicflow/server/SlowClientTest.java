package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlowClientTest {

    @Test
    void aClientThatReadsNothingHoldsUpNobody() throws Exception {
        try (TestServer server = TestServer.withConnections(5);
                RawClient deaf = RawClient.connectedTo(server)) {
            deaf.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"flow\"}}");
            TestSocket reader = server.connect();
            reader.subscribe("flow");
            reader.data("snapshot");

            int tasks = 3_000;
            assertEquals(
                    202,
                    server.postTasks("{\"count\":" + tasks + ",\"limit\":10,\"millis\":0}")
                            .statusCode());

            while (reader.data("delta").at("/counts/complete").longValue() < tasks) {
                assertEquals(2, server.server.pusher().connected());
            }
        }
    }
}
