package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final int THREADS = 2;
    private static final int ROUNDS = 20_000;

    /** How many threads have come to a meeting so far; they spin there, so that they leave it in the same moment. */
    private final AtomicInteger met = new AtomicInteger();

    private final Hub hub = new Hub(Clients.settings(10, 5, 10_000), Feeds.none(), new SimpleMeterRegistry(),
            new FakeTime());
    private final RunningApp app = new RunningApp(Clients.app(), hub);

    /** All threads want the last place at the same moment, again and again. */
    @Test
    void theLastPlaceIsGivenToOneHoweverManyWantItAtOnce() throws Exception {
        ConnectionRegistry registry = new ConnectionRegistry(1);
        List<Future<Integer>> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                Connection own = new Connection(
                        thread + ".1", "127.0.0.1", new FakeWire(FakeWire.Pace.AT_ONCE), app, hub);
                given.add(threads.submit(() -> {
                    int times = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        meet();
                        boolean isIn = registry.add(own);
                        meet();
                        times += isIn && registry.remove(own) ? 1 : 0;
                    }
                    return times;
                }));
            }
            int all = 0;
            for (Future<Integer> one : given) {
                all += one.get(60, TimeUnit.SECONDS);
            }
            assertEquals(ROUNDS, all);
        }
        assertEquals(0, registry.size());
    }

    private void meet() {
        int all = (met.getAndIncrement() / THREADS + 1) * THREADS;
        while (met.get() < all) {
            Thread.onSpinWait();
        }
    }
}
