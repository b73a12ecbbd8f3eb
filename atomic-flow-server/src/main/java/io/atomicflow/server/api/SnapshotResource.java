package io.atomicflow.server.api;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.TaskCounts;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /api/snapshot}: exact counts, now. */
final class SnapshotResource {

    private final Supplier<FlowSnapshot> flow;

    SnapshotResource(Supplier<FlowSnapshot> flow) {
        this.flow = flow;
    }

    void get(Context context) {
        FlowSnapshot now = flow.get();
        context.json(new Snapshot(
                Tasks.of(now.tasks()),
                new Queue(now.queueUsed(), now.queueCapacity()),
                now.workers(),
                now.limits().stream().map(Limit::of).toList()));
    }

    private record Snapshot(Tasks tasks, Queue queue, int workers, List<Limit> limits) {}

    private record Limit(String key, int permits, int held, int waiting) {

        static Limit of(LimitSnapshot limit) {
            return new Limit(limit.key(), limit.permits(), limit.held(), limit.waiting());
        }
    }

    private record Queue(int used, int capacity) {}

    private record Tasks(
            long scheduled,
            long queued,
            long lockCheck,
            long inProgress,
            long complete,
            long failed,
            long cancelled,
            long timedOut) {

        static Tasks of(TaskCounts counts) {
            return new Tasks(
                    counts.scheduled(),
                    counts.queued(),
                    counts.lockCheck(),
                    counts.inProgress(),
                    counts.complete(),
                    counts.failed(),
                    counts.cancelled(),
                    counts.timedOut());
        }
    }
}
