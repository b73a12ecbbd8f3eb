package io.atomicflow;

import io.atomicflow.event.FlowListener;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.FlowClock;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Collects what a flow is made of. Not safe for use by several threads at once. */
public final class FlowBuilder {

    Workers workers = Workers.persistent(10);
    int queueCapacity = 10_000;
    Semaphores semaphores = Semaphores.channel();
    Admission onFull = Admission.reject();
    final List<FlowListener> listeners = new ArrayList<>();
    final List<ContextCarrier> carriers = new ArrayList<>();
    int eventBuffer = 1 << 16;
    FlowClock clock = FlowClock.system();
    Duration aging = Duration.ofSeconds(1);
    Duration evictAfter = Duration.ofMinutes(10);
    Duration closeTimeout = Duration.ofSeconds(30);

    FlowBuilder() {}

    /**
     * Chooses the workers. Ten persistent virtual ones unless told otherwise.
     *
     * @param model which threads, and how many
     * @return this builder
     */
    public FlowBuilder workers(Workers model) {
        this.workers = Objects.requireNonNull(model, "workers");
        return this;
    }

    /**
     * Sets how many tasks may be scheduled or queued together. 10,000 unless told otherwise. Tasks that wait for a
     * permit have left the queue.
     *
     * @param slots the exact number, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if the number is below 1
     */
    public FlowBuilder queueCapacity(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("queue capacity must be 1 or more, was " + slots);
        }
        this.queueCapacity = slots;
        return this;
    }

    /**
     * Chooses what counts the permits. Channels unless told otherwise.
     *
     * @param strategy makes the semaphore of each limit
     * @return this builder
     */
    public FlowBuilder semaphores(Semaphores strategy) {
        this.semaphores = Objects.requireNonNull(strategy, "semaphores");
        return this;
    }

    /**
     * Chooses what becomes of a submit that the queue has no room for. It is rejected unless told otherwise.
     *
     * @param policy what to do
     * @return this builder
     */
    public FlowBuilder onFull(Admission policy) {
        this.onFull = Objects.requireNonNull(policy, "onFull");
        return this;
    }

    /**
     * Adds a listener. It gets a thread of its own.
     *
     * @param listener who wants to know
     * @return this builder
     */
    public FlowBuilder listener(FlowListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Takes a context of the submitter along to the body. Several may be added: the first is the innermost.
     *
     * @param carrier what takes it along
     * @return this builder
     */
    public FlowBuilder context(ContextCarrier carrier) {
        carriers.add(Objects.requireNonNull(carrier, "context"));
        return this;
    }

    /**
     * Sets how many events a listener may fall behind before it loses some. 65,536 unless told otherwise.
     *
     * @param events the number, 2 to 2^30; rounded up to a power of two
     * @return this builder
     */
    public FlowBuilder eventBuffer(int events) {
        this.eventBuffer = events;
        return this;
    }

    /**
     * Sets the source of time. For tests.
     *
     * @param source the clock
     * @return this builder
     */
    public FlowBuilder clock(FlowClock source) {
        this.clock = Objects.requireNonNull(source, "clock");
        return this;
    }

    /**
     * Sets the head start of a task for each level of its priority: a task is overtaken by those of the next higher
     * priority only if they come within this time after it. One second unless told otherwise.
     *
     * @param headStart the time, above zero
     * @return this builder
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public FlowBuilder aging(Duration headStart) {
        this.aging = positive("aging", headStart);
        return this;
    }

    /**
     * Sets how long a limit that tasks made by naming it may be idle before it goes away: after once to twice this
     * time. Ten minutes unless told otherwise. Limits from {@link AtomicFlow#limit} stay.
     *
     * @param idle the time, above zero
     * @return this builder
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public FlowBuilder evictIdleLimits(Duration idle) {
        this.evictAfter = positive("eviction time", idle);
        return this;
    }

    /**
     * Sets how long {@link AtomicFlow#close()} lets tasks go on before it cancels them. 30 seconds unless told
     * otherwise.
     *
     * @param timeout zero or more
     * @return this builder
     * @throws IllegalArgumentException if the timeout is negative
     */
    public FlowBuilder closeTimeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "close timeout").isNegative()) {
            throw new IllegalArgumentException("close timeout must be zero or more, was " + timeout);
        }
        this.closeTimeout = timeout;
        return this;
    }

    /**
     * Opens the flow and starts its threads.
     *
     * @return an open flow
     * @throws IllegalArgumentException if the event buffer is out of its bounds
     */
    public AtomicFlow build() {
        return AtomicFlow.open(this);
    }

    /** A time in nanoseconds, cut to what leaves room for adding. */
    static long nanos(Duration time) {
        return Math.clamp(TimeUnit.NANOSECONDS.convert(time), 0, Long.MAX_VALUE >> 2);
    }

    private static Duration positive(String what, Duration time) {
        if (!Objects.requireNonNull(time, what).isPositive()) {
            throw new IllegalArgumentException(what + " must be above zero, was " + time);
        }
        return time;
    }
}
