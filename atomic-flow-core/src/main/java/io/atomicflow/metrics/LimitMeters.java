package io.atomicflow.metrics;

import io.atomicflow.AtomicFlow;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** The meters of each limit, made when its first event comes. Called by one thread, the listener's own. */
final class LimitMeters implements FlowListener {

    private final AtomicFlow flow;
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Times> timesByLimit = new HashMap<>();
    private final Times others;

    private record Times(Timer waited, Timer complete, Timer failed) {}

    LimitMeters(AtomicFlow flow, MeterRegistry registry, Tags tags) {
        this.flow = flow;
        this.registry = registry;
        this.tags = tags;
        this.others = timesOf("other");
        flow.snapshot().limits().forEach(limit -> timesFor(limit.key()));
    }

    @Override
    public void onEvent(TaskEvent event) {
        Times times = timesFor(event.stamp().limit());
        if (event instanceof TaskEvent.InProgress begun && begun.waitNanos() > 0) {
            times.waited.record(begun.waitNanos(), TimeUnit.NANOSECONDS);
        } else if (event instanceof TaskEvent.Complete complete) {
            times.complete.record(complete.runNanos(), TimeUnit.NANOSECONDS);
        } else if (event instanceof TaskEvent.Failed failed) {
            times.failed.record(failed.runNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Times timesFor(String limit) {
        Times known = timesByLimit.get(limit);
        if (known != null) {
            return known;
        }
        if (timesByLimit.size() >= FlowMetrics.MAX_LIMITS) {
            return others;
        }
        gauge("atomicflow.permits.held", limit, "Permits that are held", LimitSnapshot::held);
        gauge("atomicflow.permits.limit", limit, "Permits that may be held", LimitSnapshot::permits);
        gauge("atomicflow.permits.waiting", limit, "Tasks and others that wait for a permit", LimitSnapshot::waiting);
        Times fresh = timesOf(limit);
        timesByLimit.put(limit, fresh);
        return fresh;
    }

    private Times timesOf(String limit) {
        Tags itsTags = tags.and("limit", limit);
        return new Times(
                timer("atomicflow.task.wait", itsTags, "Time in line for a permit"),
                timer("atomicflow.task.run", itsTags.and("outcome", "complete"), "Time that bodies ran"),
                timer("atomicflow.task.run", itsTags.and("outcome", "failed"), "Time that bodies ran"));
    }

    private Timer timer(String name, Tags itsTags, String description) {
        return Timer.builder(name).tags(itsTags).description(description).register(registry);
    }

    /** A limit that has gone away has nothing held and nobody waiting. */
    private void gauge(String name, String limit, String description, ToIntFunction<LimitSnapshot> value) {
        Gauge.builder(name, flow, f -> f.snapshot(limit).map(now -> (double) value.applyAsInt(now)).orElse(0.0))
                .tags(tags.and("limit", limit))
                .description(description)
                .register(registry);
    }
}
