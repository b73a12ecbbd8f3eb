package io.atomicflow.server;

import com.pusher.rest.Pusher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server, and the back end of its app as Pusher's own library has it. */
abstract class RealLibraries {

    static TestServer server;
    static Pusher backEnd;

    @BeforeAll
    static void start() {
        server = TestServer.withConnections(10);
        backEnd = LibraryClient.backEnd(server, TestServer.SECRET);
    }

    @AfterAll
    static void stop() throws Exception {
        backEnd.close();
        server.close();
    }
}
