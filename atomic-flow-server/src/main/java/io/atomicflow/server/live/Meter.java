package io.atomicflow.server.live;

import com.sun.management.OperatingSystemMXBean;
import io.atomicflow.FlowSnapshot;
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

    Metrics read(FlowSnapshot flow, long atMillis) {
        Reading now = new Reading(nanoTime.getAsLong(), flow.tasks().complete(), flow.tasks().failed());
        Reading before = last == null ? now : last;
        last = now;
        Runtime runtime = Runtime.getRuntime();
        return new Metrics(
                atMillis,
                perSecond(now.complete() - before.complete(), now.nanos() - before.nanos()),
                perSecond(now.failed() - before.failed(), now.nanos() - before.nanos()),
                clients.getAsInt(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                cpu());
    }

    private static double perSecond(long count, long nanos) {
        return nanos <= 0 ? 0 : Math.round(count * NANOS_PER_SECOND / nanos * 10) / 10.0;
    }

    private static double cpu() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getProcessCpuLoad();
            return Double.isNaN(load) || load < 0 ? -1 : Math.round(load * 1_000) / 1_000.0;
        }
        return -1;
    }

    private record Reading(long nanos, long complete, long failed) {}
}
