package io.atomicflow;

import io.atomicflow.event.FlowListener;
import io.atomicflow.queue.Slots;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.FlowClock;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs any number of tasks, never more than N at once per limit.
 *
 * {@snippet :
 * try (AtomicFlow flow = AtomicFlow.create()) {
 *     Limit billing = flow.limit("billing", 3);
 *     TaskHandle<Receipt> receipt = flow.submit(billing, () -> gateway.charge(card));
 *     System.out.println(receipt.join());
 * }
 * }
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time, also from inside a task.
 *
 * <p><b>Memory ordering:</b> what a thread wrote before it submitted is visible to the body; see {@link TaskHandle}
 * for the way back, and {@link Limit} for tasks of one limit among each other.
 *
 * <p><b>Blocking and interruption:</b> submitting never blocks: what there is no room for is refused at once. Only
 * {@link #drain} and {@link #close()} wait.
 */
public final class AtomicFlow implements AutoCloseable {

    private final Engine engine;
    private final LimitTable limits;
    private final Shutdown shutdown;
    private final Duration closeTimeout;

    private AtomicFlow(Builder plan) {
        this.engine = new Engine(plan);
        this.limits = new LimitTable(plan.semaphores);
        this.shutdown = new Shutdown(engine, limits::all);
        this.closeTimeout = plan.closeTimeout;
    }

    /**
     * Opens a flow as it comes: ten virtual workers, 10,000 slots, channel semaphores.
     *
     * @return an open flow
     */
    public static AtomicFlow create() {
        return builder().build();
    }

    /**
     * Begins a flow with choices of its own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds a limit, or makes it. A limit that is known already keeps its size.
     *
     * @param key any string
     * @param permits how many of its tasks may run at once if it is new, 0 or more
     * @return the limit
     * @throws IllegalArgumentException if the number is negative, or more than the semaphore can count
     */
    public Limit limit(String key, int permits) {
        return limits.findOrMake(key, permits);
    }

    /**
     * Finds a limit.
     *
     * @param key its name
     * @return the limit
     * @throws IllegalArgumentException if there is no limit of that name
     */
    public Limit limit(String key) {
        Limit known = limits.find(key);
        if (known == null) {
            throw new IllegalArgumentException("there is no limit '" + key + "'; limit(key, permits) makes one");
        }
        return known;
    }

    /**
     * Submits work under a limit.
     *
     * @param limit its limit
     * @param work what to do
     * @param <T> what it returns
     * @return the accepted task
     * @throws TaskRejectedException if there is no room, or the flow is closed
     */
    public <T extends @Nullable Object> TaskHandle<T> submit(Limit limit, Callable<T> work) {
        return begin(limit, work);
    }

    /**
     * Submits work under a limit, which returns nothing.
     *
     * @param limit its limit
     * @param work what to do
     * @return the accepted task
     * @throws TaskRejectedException if there is no room, or the flow is closed
     */
    public TaskHandle<@Nullable Void> submit(Limit limit, Runnable work) {
        return begin(limit, work);
    }

    /**
     * Submits work under a limit, which looks at its own context.
     *
     * @param limit its limit
     * @param work what to do
     * @param <T> what it returns
     * @return the accepted task
     * @throws TaskRejectedException if there is no room, or the flow is closed
     */
    public <T extends @Nullable Object> TaskHandle<T> submit(Limit limit, TaskBody<T> work) {
        return begin(limit, work);
    }

    /**
     * Submits a task. Its limit is made if it is new.
     *
     * @param task what to do
     * @param <T> what it returns
     * @return the accepted task
     * @throws TaskRejectedException if there is no room, or the flow is closed
     */
    public <T extends @Nullable Object> TaskHandle<T> submit(Task<T> task) {
        return submitAll(List.of(task), Stagger.none()).getFirst();
    }

    /**
     * Submits a batch: all of it, or nothing.
     *
     * @param tasks what to do; may be empty
     * @param stagger how to spread the tasks over time
     * @param <T> what they return
     * @return the accepted tasks, in the order of the batch
     * @throws TaskRejectedException if there is no room for all of them, or the flow is closed; then none is admitted
     */
    public <T extends @Nullable Object> List<TaskHandle<T>> submitAll(
            Collection<? extends Task<T>> tasks, Stagger stagger) {
        List<Task<T>> batch = List.copyOf(tasks);
        // Whatever may fail comes first: once the slots are taken, every task must reach its end.
        List<Limit> limitOfEach = new ArrayList<>(batch.size());
        long[] delayNanos = new long[batch.size()];
        int delayed = 0;
        for (int i = 0; i < batch.size(); i++) {
            limitOfEach.add(limit(batch.get(i).limit(), batch.get(i).permits()));
            delayNanos[i] = Math.clamp(TimeUnit.NANOSECONDS.convert(stagger.delay(i)), 0, Long.MAX_VALUE >> 1);
            delayed += delayNanos[i] > 0 ? 1 : 0;
        }
        List<TaskRun<T>> runs = new ArrayList<>(batch.size());
        if (batch.isEmpty()) {
            return List.of();
        }
        long before = takeSlots(batch.size());
        engine.counters().scheduled(delayed);
        for (int i = 0; i < batch.size(); i++) {
            Task<T> task = batch.get(i);
            runs.add(new TaskRun<>(engine, before + i + 1, task.name(), limitOfEach.get(i), task.body()));
        }
        for (int i = 0; i < delayNanos.length; i++) {
            runs.get(i).begin(delayNanos[i]);
        }
        return List.copyOf(runs);
    }

    /**
     * Makes an executor whose tasks run in this flow, under one limit: for code that knows nothing else. Each call
     * makes another one, with a life of its own: to shut it down or close it does not close the flow. Once the flow is
     * closed it rejects.
     *
     * @param limitKey the name of the limit
     * @return a new executor, which has no threads of its own
     * @throws IllegalArgumentException if there is no limit of that name
     */
    public ExecutorService asExecutor(String limitKey) {
        return new LimitExecutor(this, limit(limitKey));
    }

    /**
     * Takes a picture of the flow.
     *
     * @return counts of tasks that add up, and each limit
     */
    public FlowSnapshot snapshot() {
        TaskCounts tasks = engine.counters().read();
        int queueUsed = Math.clamp(tasks.scheduled() + tasks.queued(), 0, engine.slots().capacity());
        return new FlowSnapshot(
                tasks, queueUsed, engine.slots().capacity(), engine.pool().size(), limits.snapshot());
    }

    /**
     * Waits until every accepted task has ended. Others may go on submitting. From inside a task of this flow that
     * moment cannot come.
     *
     * @param atMost how long to wait; zero or less looks once
     * @return whether there was such a moment
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean drain(Duration atMost) throws InterruptedException {
        return engine.settling().await(atMost);
    }

    /**
     * Ends the flow: takes no more tasks, waits for those that are there as long as the builder's {@link
     * Builder#closeTimeout} says, then cancels and interrupts what is left. A second call waits for the first. From
     * inside a task of this flow, which cannot wait for its own end, it returns at once and the rest happens behind
     * it. An interrupt skips the waiting, not the end.
     */
    @Override
    public void close() {
        if (shutdown.isRunByThisThread()) {
            return;
        }
        if (engine.pool().isWorker()) {
            shutdown.runInBackground(closeTimeout);
        } else {
            shutdown.run(closeTimeout);
        }
    }

    /**
     * Ends the flow as {@link #close()} does, with a timeout of its own, and tells what became of the tasks.
     *
     * @param drain how long tasks may go on by themselves
     * @return what became of them
     * @throws IllegalStateException from inside a task of this flow, which cannot wait for its own end
     */
    public CloseReport close(Duration drain) {
        if (engine.pool().isWorker() || shutdown.isRunByThisThread()) {
            throw new IllegalStateException(
                    "a task cannot wait for the end of its own flow; close() without a timeout does not wait");
        }
        return shutdown.run(drain);
    }

    @SuppressWarnings("ReferenceEquality") // another flow may have a limit of the same key
    private <T extends @Nullable Object> TaskRun<T> begin(Limit limit, Object work) {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(work, "work");
        if (limits.find(limit.key()) != limit) { // it would not be closed with this flow, nor its waiters run by our workers
            throw new IllegalArgumentException(
                    "limit '" + limit.key() + "' is not one of this flow; limit(key, permits) makes one");
        }
        TaskRun<T> run = new TaskRun<>(engine, takeSlots(1) + 1, Task.UNNAMED, limit, work);
        run.begin(0);
        return run;
    }

    private long takeSlots(int count) {
        Slots slots = engine.slots();
        long before = slots.take(count);
        if (before == Slots.CLOSED) {
            throw TaskRejectedException.closed();
        }
        if (before == Slots.FULL) {
            throw TaskRejectedException.full(count, slots.free(), slots.capacity());
        }
        return before;
    }

    /** Collects what a flow is made of. Not safe for use by several threads at once. */
    public static final class Builder {

        Workers workers = Workers.persistent(10);
        int queueCapacity = 10_000;
        Semaphores semaphores = Semaphores.channel();
        final List<FlowListener> listeners = new ArrayList<>();
        int eventBuffer = 1 << 16;
        FlowClock clock = FlowClock.system();
        Duration closeTimeout = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Chooses the workers. Ten persistent virtual ones unless told otherwise.
         *
         * @param model which threads, and how many
         * @return this builder
         */
        public Builder workers(Workers model) {
            this.workers = Objects.requireNonNull(model, "workers");
            return this;
        }

        /**
         * Sets how many tasks may be scheduled or queued together. 10,000 unless told otherwise. Tasks that wait for
         * a permit have left the queue.
         *
         * @param slots the exact number, 1 or more
         * @return this builder
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder queueCapacity(int slots) {
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
        public Builder semaphores(Semaphores strategy) {
            this.semaphores = Objects.requireNonNull(strategy, "semaphores");
            return this;
        }

        /**
         * Adds a listener. It gets a thread of its own.
         *
         * @param listener who wants to know
         * @return this builder
         */
        public Builder listener(FlowListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets how many events a listener may fall behind before it loses some. 65,536 unless told otherwise.
         *
         * @param events the number, 2 to 2^30; rounded up to a power of two
         * @return this builder
         */
        public Builder eventBuffer(int events) {
            this.eventBuffer = events;
            return this;
        }

        /**
         * Sets the source of time. For tests.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(FlowClock source) {
            this.clock = Objects.requireNonNull(source, "clock");
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
        public Builder closeTimeout(Duration timeout) {
            if (timeout.isNegative()) {
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
            AtomicFlow flow = new AtomicFlow(this);
            flow.engine.start();
            return flow;
        }
    }
}
