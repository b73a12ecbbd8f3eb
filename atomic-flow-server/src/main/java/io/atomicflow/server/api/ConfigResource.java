package io.atomicflow.server.api;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.LimitDesk;
import io.atomicflow.server.demo.LoadOrder;
import io.atomicflow.server.demo.Spread;
import io.atomicflow.server.demo.Workload;
import io.javalin.http.Context;
import java.util.List;

/** {@code GET /api/config}: what the page needs to start. */
final class ConfigResource {

    private static final List<Integer> BATCHES = List.of(1, 10, 50, 100, 500, 1_000, 5_000);

    private final ApiParts parts;

    ConfigResource(ApiParts parts) {
        this.parts = parts;
    }

    void get(Context context) {
        FlowSnapshot now = parts.flow().get();
        context.json(new Config(
                new App(parts.channels().app().key()),
                new Channels(parts.channels().prefix(), DemoChannels.WATCHERS, Api.AUTHORIZATION_PATH),
                now.limits().stream().map(this::limitOf).toList(),
                new Queue(now.queueCapacity()),
                now.workers(),
                BATCHES.stream().filter(batch -> batch <= now.queueCapacity()).toList(),
                Workload.keys(),
                Spread.keys(),
                LoadOrder.MAX_DURATION.toMillis(),
                LoadOrder.MAX_PERMIT_TIMEOUT.toMillis(),
                LoadOrder.MAX_ATTEMPTS,
                parts.version(),
                parts.readOnly(),
                LimitDesk.MAX_PERMITS,
                TaskListResource.MAX_SIZE,
                KnownTasks.KEPT));
    }

    private Limit limitOf(LimitSnapshot limit) {
        return new Limit(limit.key(), parts.limits().startPermits(limit));
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
            String version,
            boolean readOnly,
            int maxPermits,
            int maxSize,
            int kept) {}

    private record App(String key) {}

    private record Channels(String prefix, String watchers, String authorization) {}

    private record Limit(String key, int permits) {}

    private record Queue(int capacity) {}
}
