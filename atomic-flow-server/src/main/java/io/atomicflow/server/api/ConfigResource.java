package io.atomicflow.server.api;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.server.demo.LoadOrder;
import io.atomicflow.server.demo.Spread;
import io.atomicflow.server.demo.Workload;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /api/config}: what the page needs to start. */
final class ConfigResource {

    private static final List<Integer> BATCHES = List.of(1, 10, 50, 100, 500, 1_000, 5_000);

    private final DemoChannels channels;
    private final String version;
    private final Supplier<FlowSnapshot> flow;

    ConfigResource(DemoChannels channels, String version, Supplier<FlowSnapshot> flow) {
        this.channels = channels;
        this.version = version;
        this.flow = flow;
    }

    void get(Context context) {
        FlowSnapshot now = flow.get();
        context.json(new Config(
                new App(channels.app().key()),
                new Channels(channels.prefix(), DemoChannels.WATCHERS, Api.AUTHORIZATION_PATH),
                now.limits().stream().map(ConfigResource::limitOf).toList(),
                new Queue(now.queueCapacity()),
                now.workers(),
                BATCHES.stream().filter(batch -> batch <= now.queueCapacity()).toList(),
                Workload.keys(),
                Spread.keys(),
                LoadOrder.MAX_DURATION.toMillis(),
                LoadOrder.MAX_PERMIT_TIMEOUT.toMillis(),
                LoadOrder.MAX_ATTEMPTS,
                version));
    }

    private static Limit limitOf(LimitSnapshot limit) {
        return new Limit(limit.key(), limit.permits());
    }

    private record Config(
            App app,
            Channels channels,
            List<Limit> limits,
            Queue queue,
            int workers,
            List<Integer> batches,
            List<String> workloads,
            List<String> staggers,
            long maxMillis,
            long maxPermitTimeoutMillis,
            int maxAttempts,
            String version) {}

    private record App(String key) {}

    private record Channels(String prefix, String watchers, String authorization) {}

    private record Limit(String key, int permits) {}

    private record Queue(int capacity) {}
}
