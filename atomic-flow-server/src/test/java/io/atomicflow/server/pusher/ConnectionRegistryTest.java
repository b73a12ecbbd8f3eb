package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final Hub hub = new Hub(Clients.settings(10, 5, 10_000), Feeds.none(), new SimpleMeterRegistry(),
            new FakeTime());
    private final RunningApp app = new RunningApp(Clients.app(), hub);

    /** All threads want the last place at the same moment, again and again. */
    @Test
    void theLastPlaceIsGivenToOneHoweverManyWantItAtOnce() throws Exception {
        ConnectionRegistry registry = new ConnectionRegistry(1);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<Integer>> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                Connection own = new Connection(
                        thread + ".1", "127.0.0.1", new FakeWire(FakeWire.Pace.AT_ONCE), app, hub);
                given.add(threads.submit(() -> {
                    int times = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await(20, TimeUnit.SECONDS);
                        boolean isIn = registry.add(own);
                        together.await(20, TimeUnit.SECONDS);
                        times += isIn && registry.remove(own) ? 1 : 0;
                    }
                    return times;
                }));
            }
            int all = 0;
            for (Future<Integer> one : given) {
                all += one.get();
            }
            assertEquals(ROUNDS, all);
        }
        assertEquals(0, registry.size());
    }
}
