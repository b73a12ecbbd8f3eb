package io.atomicflow.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged server under load from another process. It asserts that nothing is lost; how fast it was is printed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LoadIT {

    private static final int SUBSCRIBERS = 1_000;
    private static final int PER_SECOND = 50;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aThousandSubscribersGetEveryEventWhileOneReadsNothingAndIsClosed() throws Exception {
        Target target = server.target();
        try (Swarm deaf = Swarm.ofOneWithRoomFor(target, 4_096, List.of("flood", "load"));
                Publisher publisher = new Publisher(target)) {
            deaf.pause();
            Thread flood = Thread.ofVirtual().start(() -> {
                // More than the machine's own buffers hold, which take it all before the server sees that nobody reads.
                for (int i = 0; i < 1_500; i++) {
                    Load.requireAccepted(publisher.publish("flood", 0, 10_000).join());
                }
            });

            Load.Steady seen = new Load(target).steady(SUBSCRIBERS, PER_SECOND, Duration.ofSeconds(8));

            System.out.printf(
                    "%d subscribers, %d events/s each: %d of %d deliveries, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    SUBSCRIBERS, PER_SECOND, seen.seen(), seen.due(), seen.p50Millis(), seen.p99Millis(),
                    seen.maxMillis());
            assertEquals(seen.due(), seen.seen());
            flood.join();
            Wait.until("the deaf client is closed", () -> metric("atomicflow_pusher_closed_total{code=\"4100\"") >= 1);
            Wait.until("nobody is connected", () -> metric("atomicflow_pusher_connections") == 0);
            deaf.resume();
            Wait.until("it knows", () -> deaf.tally().closes() == 1);
        }
    }

    @Test
    void thousandsOfIdleConnectionsAreKeptAndWhatEachCostsIsPrinted() throws Exception {
        for (int connections : new int[]{1_000, 5_000}) {
            Load.Idle idle = new Load(server.target()).idle(connections);
            System.out.printf(
                    "%d idle connections: %.1f kB resident each, %.1f kB of it alive on the heap%n",
                    connections, idle.each().resident(), idle.each().heap());
            assertEquals(connections, idle.connections());
            Wait.until("they are gone", () -> metric("atomicflow_pusher_connections") == 0);
        }
    }

    /** The sum of all lines that begin so. */
    private static double metric(String name) {
        HttpRequest request = HttpRequest.newBuilder(server.target().http("/metrics")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body().lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
