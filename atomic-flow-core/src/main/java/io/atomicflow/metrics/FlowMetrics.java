package io.atomicflow.metrics;

import io.atomicflow.AtomicFlow;
import io.atomicflow.TaskCounts;
import io.atomicflow.event.ListenerRegistration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Binds a flow to Micrometer.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="metrics"}
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th><th>what</th></tr>
 * <tr><td>{@code atomicflow.tasks}</td><td>counter</td><td>{@code outcome}</td><td>tasks that have ended</td></tr>
 * <tr><td>{@code atomicflow.tasks.live}</td><td>gauge</td><td>{@code state}</td><td>tasks that have not</td></tr>
 * <tr><td>{@code atomicflow.tasks.retries}</td><td>counter</td><td></td><td>attempts beyond the first</td></tr>
 * <tr><td>{@code atomicflow.queue.used}, {@code .capacity}</td><td>gauge</td><td></td><td>slots of the queue</td></tr>
 * <tr><td>{@code atomicflow.workers}</td><td>gauge</td><td></td><td>workers</td></tr>
 * <tr><td>{@code atomicflow.permits.held}, {@code .limit}, {@code .waiting}</td><td>gauge</td><td>{@code limit}</td>
 *     <td>permits of a limit, and who waits for one</td></tr>
 * <tr><td>{@code atomicflow.task.wait}</td><td>timer</td><td>{@code limit}</td><td>time in line for a permit, of the
 *     tasks that did not find one free</td></tr>
 * <tr><td>{@code atomicflow.task.run}</td><td>timer</td><td>{@code limit}, {@code outcome}</td><td>time that bodies
 *     ran, of those that returned or threw</td></tr>
 * <tr><td>{@code atomicflow.events.dropped}</td><td>counter</td><td></td><td>events that were lost to the two timers
 *     because there were too many</td></tr>
 * </table>
 *
 * <p>All but the timers are read from the flow when somebody looks, and are exact. The timers are fed by events, on a
 * thread of their own: a task does not notice. At most so many limits as {@link #MAX_LIMITS} get meters of their own;
 * the times of the others are counted under the limit {@code "other"}, so that any number of keys cannot flood a
 * registry.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time. <b>Blocking:</b> none blocks.
 */
public final class FlowMetrics implements MeterBinder, AutoCloseable {

    /** How many limits get meters of their own. */
    public static final int MAX_LIMITS = 100;

    private final AtomicFlow flow;
    private final Tags tags;
    private final List<ListenerRegistration> registrations = new CopyOnWriteArrayList<>();

    /**
     * Makes a binder without further tags.
     *
     * @param flow what to watch
     */
    public FlowMetrics(AtomicFlow flow) {
        this(flow, Tags.empty());
    }

    /**
     * Makes a binder.
     *
     * @param flow what to watch
     * @param tags put on each meter, such as the name of the flow
     */
    public FlowMetrics(AtomicFlow flow, Iterable<Tag> tags) {
        this.flow = flow;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Map<String, ToLongFunction<TaskCounts>> ended = Map.of(
                "complete", TaskCounts::complete,
                "failed", TaskCounts::failed,
                "cancelled", TaskCounts::cancelled,
                "timed_out", TaskCounts::timedOut);
        ended.forEach((outcome, count) -> counter(
                registry, "atomicflow.tasks", tags.and("outcome", outcome), "Tasks that have ended", count));
        Map<String, ToLongFunction<TaskCounts>> live = Map.of(
                "scheduled", TaskCounts::scheduled,
                "queued", TaskCounts::queued,
                "lock_check", TaskCounts::lockCheck,
                "in_progress", TaskCounts::inProgress);
        live.forEach((state, count) -> gauge(
                registry,
                "atomicflow.tasks.live",
                tags.and("state", state),
                "Tasks that have not ended",
                f -> (double) count.applyAsLong(f.counts())));
        counter(registry, "atomicflow.tasks.retries", tags, "Attempts beyond the first", TaskCounts::retries);
        gauge(registry, "atomicflow.queue.used", tags, "Slots of the queue that are taken",
                f -> (double) (f.counts().scheduled() + f.counts().queued()));
        gauge(registry, "atomicflow.queue.capacity", tags, "Slots of the queue",
                f -> f.snapshot().queueCapacity());
        gauge(registry, "atomicflow.workers", tags, "Workers", f -> f.snapshot().workers());
        ListenerRegistration registration = flow.listen(new LimitMeters(flow, registry, tags));
        registrations.add(registration);
        FunctionCounter.builder("atomicflow.events.dropped", registration, r -> (double) r.dropped())
                .tags(tags)
                .description("Events that were lost to the timers")
                .register(registry);
    }

    /** Stops feeding the timers. The meters stay registered. */
    @Override
    public void close() {
        registrations.forEach(ListenerRegistration::close);
    }

    private void counter(
            MeterRegistry registry, String name, Tags itsTags, String description, ToLongFunction<TaskCounts> count) {
        FunctionCounter.builder(name, flow, f -> (double) count.applyAsLong(f.counts()))
                .tags(itsTags)
                .description(description)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            Tags itsTags,
            String description,
            ToDoubleFunction<AtomicFlow> value) {
        Gauge.builder(name, flow, value)
                .tags(itsTags)
                .description(description)
                .register(registry);
    }
}
