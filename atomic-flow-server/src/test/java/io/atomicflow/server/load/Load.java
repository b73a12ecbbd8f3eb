package io.atomicflow.server.load;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** What a server is put through. Bounded in count and time; on loopback only. */
record Load(Target target) {

    private static final String CHANNEL = "load";
    private static final int EVENT_BYTES = 100;

    /** So many deliveries were due and seen, with so much delay from when each event was due to be sent. */
    record Steady(long due, long seen, double p50Millis, double p99Millis, double maxMillis) {}

    /** So many deliveries a second, while the publisher never waited for longer than its last few events. */
    record Saturated(double deliveriesPerSecond, int refused) {}

    /** What the server's memory grew by, for each of so many connections. */
    record Idle(int connections, Memory each) {}

    Steady steady(int subscribers, int perSecond, Duration length) throws IOException {
        try (Swarm swarm = Swarm.of(target, subscribers, List.of(CHANNEL));
                Publisher publisher = new Publisher(target)) {
            long events = length.toSeconds() * perSecond;
            publishSteadily(publisher, events, perSecond);
            long due = events * subscribers;
            Wait.until("all events arrive", () -> swarm.tally().events() >= due || swarm.tally().closes() > 0);
            return new Steady(due, swarm.tally().events(), swarm.tally().millisAt(50), swarm.tally().millisAt(99),
                    swarm.tally().millisAt(100));
        }
    }

    /** An open loop: each event carries when it was due, so that a stall of the sender is not hidden. */
    static void publishSteadily(Publisher publisher, long events, int perSecond) {
        long gap = Duration.ofSeconds(1).toNanos() / perSecond;
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (long i = 0; i < events; i++) {
            long due = start + i * gap;
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            answers.add(publisher.publish(CHANNEL, due, EVENT_BYTES));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            requireAccepted(answer.join());
        }
    }

    /**
     * Publishes as fast as deliveries are seen: a new event goes when all but a few of those before have arrived
     * everywhere, so that nothing is lost and the server is never idle.
     */
    Saturated saturated(int subscribers, Duration length) throws IOException {
        int ahead = 8;
        int refused = 0;
        try (Swarm swarm = Swarm.of(target, subscribers, List.of(CHANNEL));
                Publisher publisher = new Publisher(target)) {
            long start = System.nanoTime();
            long end = start + length.toNanos();
            long sent = 0;
            while (System.nanoTime() - end < 0) {
                long arrived = swarm.tally().events() / subscribers;
                if (sent - arrived < ahead) {
                    var unused = publisher.publish(CHANNEL, System.nanoTime(), EVENT_BYTES);
                    sent++;
                } else {
                    LockSupport.parkNanos(20_000);
                }
                refused = swarm.tally().closes();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Saturated(swarm.tally().events() / seconds, refused);
        }
    }

    Idle idle(int connections) throws IOException {
        Memory before = Memory.of(target.pid());
        try (Swarm swarm = Swarm.of(target, connections, List.of())) {
            Memory each = Memory.of(target.pid()).minus(before).each(connections);
            return new Idle(swarm.tally().connections(), each);
        }
    }

    static void requireAccepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("the server answers " + answer.statusCode() + ": " + answer.body());
        }
    }
}
