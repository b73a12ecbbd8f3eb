package io.atomicflow.server.live;

import com.sun.management.OperatingSystemMXBean;
import io.atomicflow.FlowSnapshot;
import io.atomicflow.TaskCounts;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures from one reading to the next. For one thread. */
final class Meter {

    private static final double NANOS_PER_SECOND = 1e9;

    private final IntSupplier clients;
    private final LongSupplier nanoTime;
    private @Nullable Reading last;

    Meter(IntSupplier clients, LongSupplier nanoTime) {
        this.clients = clients;
        this.nanoTime = nanoTime;
    }

    Metrics read(FlowSnapshot flow, Fold fold, long atMillis) {
        Reading now = new Reading(nanoTime.getAsLong(), flow.tasks(), fold.times().count());
        Reading before = last == null ? now : last;
        last = now;
        return new Metrics(
                atMillis,
                now.ratesSince(before),
                fold.times().takeWaits(),
                fold.times().takeRuns(),
                flow.limits().stream()
                        .map(limit -> new Metrics.Numbered(fold.limits().of(limit.key()), limit))
                        .toList(),
                new Metrics.Events(now.perSecond(now.events(), before.events(), before), fold.table().dropped()),
                clients.getAsInt(),
                host());
    }

    private static Metrics.Host host() {
        Runtime runtime = Runtime.getRuntime();
        return new Metrics.Host(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), cpu());
    }

    private static double cpu() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getProcessCpuLoad();
            return Double.isNaN(load) || load < 0 ? -1 : Math.round(load * 1_000) / 1_000.0;
        }
        return -1;
    }

    private record Reading(long nanos, TaskCounts tasks, long events) {

        Metrics.Rates ratesSince(Reading before) {
            return new Metrics.Rates(
                    perSecond(tasks.accepted(), before.tasks.accepted(), before),
                    perSecond(tasks.complete(), before.tasks.complete(), before),
                    perSecond(tasks.failed(), before.tasks.failed(), before),
                    perSecond(tasks.cancelled(), before.tasks.cancelled(), before),
                    perSecond(tasks.timedOut(), before.tasks.timedOut(), before));
        }

        /** A count that was set back to zero is no negative rate. */
        double perSecond(long count, long countBefore, Reading before) {
            long passed = nanos - before.nanos;
            return passed <= 0
                    ? 0
                    : Math.round(Math.max(0, count - countBefore) * NANOS_PER_SECOND / passed * 10) / 10.0;
        }
    }
}
