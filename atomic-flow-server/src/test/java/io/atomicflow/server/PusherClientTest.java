package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.SubscriptionEventListener;
import com.pusher.client.connection.ConnectionState;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The client that Pusher itself makes for Java, unmodified. */
class PusherClientTest {

    @Test
    void theOfficialClientConnectsSubscribesAndFollowsTheFlow() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.withConnections(5)) {
            PusherOptions options = new PusherOptions()
                    .setHost("127.0.0.1")
                    .setWsPort(server.server.port())
                    .setUseTLS(false);
            Pusher pusher = new Pusher("atomic-flow", options);
            SubscriptionEventListener listener = event -> heard.add(event.getEventName());
            var channel = pusher.subscribe("flow");
            channel.bind("snapshot", listener);
            channel.bind("delta", listener);
            pusher.connect();

            assertEquals("snapshot", heard.poll(20, TimeUnit.SECONDS));
            assertTrue(channel.isSubscribed());
            assertEquals(202, server.postTasks("{\"count\":5,\"limit\":2,\"millis\":1}").statusCode());
            assertEquals("delta", heard.poll(20, TimeUnit.SECONDS));

            pusher.disconnect();
            TestServer.eventually("it has left", () -> server.server.pusher().connected() == 0);
            TestServer.eventually(
                    "it knows so", () -> pusher.getConnection().getState() == ConnectionState.DISCONNECTED);
        }
    }
}
