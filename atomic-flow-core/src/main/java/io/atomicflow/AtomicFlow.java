package io.atomicflow;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.ListenerRegistration;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs any number of tasks, never more than N at once per limit.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="flow"}
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time, also from inside a task.
 *
 * <p><b>Memory ordering:</b> what a thread wrote before it submitted is visible to the body; see {@link TaskHandle}
 * for the way back, and {@link Limit} for tasks of one limit among each other.
 *
 * <p><b>Blocking and interruption:</b> submitting does not block, unless the flow or the submit asks for {@link
 * Admission#block} or {@link Admission#callerRuns}; an interrupted thread submits like any other, and stays
 * interrupted. Beside that only {@link #drain} and {@link #close()} wait.
 */
public final class AtomicFlow implements AutoCloseable {

    private final Engine engine;
    private final Submission submission;
    private final Shutdown shutdown;
    private final Duration closeTimeout;

    private AtomicFlow(FlowBuilder plan) {
        this.engine = new Engine(plan);
        this.submission = new Submission(engine, plan.onFull);
        this.shutdown = new Shutdown(engine);
        this.closeTimeout = plan.closeTimeout;
    }

    static AtomicFlow open(FlowBuilder plan) {
        AtomicFlow flow = new AtomicFlow(plan);
        flow.engine.start();
        return flow;
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
    public static FlowBuilder builder() {
        return new FlowBuilder();
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
        return engine.limits().declare(key, permits);
    }

    /**
     * Finds a limit. {@link #snapshot} lists them all.
     *
     * @param key its name
     * @return the limit
     * @throws IllegalArgumentException if there is no limit of that name
     */
    public Limit limit(String key) {
        Limit known = engine.limits().declared(key);
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
        return submission.one(limit, work, false);
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
        return submission.one(limit, work, true);
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
        return submission.one(limit, work, false);
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
        return submission.one(task, Duration.ZERO, submission.onFull());
    }

    /**
     * Submits a task. Its limit is made if it is new.
     *
     * @param task what to do
     * @param onFull what becomes of it if there is no room, instead of what the flow was built with
     * @param <T> what it returns
     * @return the accepted task
     * @throws TaskRejectedException if there is no room even so, or the flow is closed
     */
    public <T extends @Nullable Object> TaskHandle<T> submit(Task<T> task, Admission onFull) {
        return submission.one(task, Duration.ZERO, Objects.requireNonNull(onFull, "onFull"));
    }

    /**
     * Submits a task that is queued later. It takes its slot of the queue at once.
     *
     * @param task what to do
     * @param delay how long until it is queued; zero or less means at once
     * @param <T> what it returns
     * @return the accepted task
     * @throws TaskRejectedException if there is no room, or the flow is closed
     */
    public <T extends @Nullable Object> TaskHandle<T> schedule(Task<T> task, Duration delay) {
        return submission.one(task, Objects.requireNonNull(delay, "delay"), submission.onFull());
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
        return submission.all(tasks, stagger, submission.onFull());
    }

    /**
     * Submits a batch: all of it, or nothing.
     *
     * @param tasks what to do; may be empty
     * @param stagger how to spread the tasks over time
     * @param onFull what becomes of it if there is no room, instead of what the flow was built with
     * @param <T> what they return
     * @return the accepted tasks, in the order of the batch
     * @throws TaskRejectedException if there is no room for all of them even so, or the flow is closed; then none is
     *     admitted
     */
    public <T extends @Nullable Object> List<TaskHandle<T>> submitAll(
            Collection<? extends Task<T>> tasks, Stagger stagger, Admission onFull) {
        return submission.all(tasks, stagger, Objects.requireNonNull(onFull, "onFull"));
    }

    /**
     * Submits as much of a batch as there is room for, from its beginning. Never waits.
     *
     * @param tasks what to do; may be empty
     * @param stagger how to spread the tasks over time
     * @param <T> what they return
     * @return what was accepted, and what was not
     * @throws TaskRejectedException if the flow is closed
     */
    public <T extends @Nullable Object> PartialBatch<T> submitWhatFits(
            Collection<? extends Task<T>> tasks, Stagger stagger) {
        return submission.whatFits(tasks, stagger);
    }

    /**
     * Lets no further body begin until {@link #resume()}. What runs goes on, and so does what a worker is about to
     * begin at that moment; submits are accepted; a task that was granted its permit keeps it. Never blocks.
     */
    public void pause() {
        engine.pause();
    }

    /** Goes on after {@link #pause()}. Does nothing if the flow is not paused. */
    public void resume() {
        engine.resume();
    }

    /**
     * Adds a listener to the running flow. It gets a thread of its own, and is told what happens from now on.
     *
     * @param listener who wants to know
     * @return how to take it away again, and how much it has missed
     */
    public ListenerRegistration listen(FlowListener listener) {
        return engine.listen(Objects.requireNonNull(listener, "listener"));
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
        return new LimitExecutor(this, limit(limitKey), engine);
    }

    /**
     * Takes a picture of the flow.
     *
     * @return counts of tasks that add up, and each limit
     */
    public FlowSnapshot snapshot() {
        TaskCounts tasks = engine.counters().read();
        return new FlowSnapshot(
                tasks,
                (int) (tasks.scheduled() + tasks.queued()),
                engine.intake().slots().capacity(),
                engine.pool().size(),
                engine.isPaused(),
                engine.limits().snapshot());
    }

    /**
     * Counts the tasks. The cheapest look at a flow.
     *
     * @return how many tasks are in each state; they add up
     */
    public TaskCounts counts() {
        return engine.counters().read();
    }

    /**
     * Takes a picture of one limit.
     *
     * @param key its name
     * @return the limit, or empty if there is none of that name now
     */
    public Optional<LimitSnapshot> snapshot(String key) {
        return Optional.ofNullable(engine.limits().find(key)).map(entry -> entry.snapshot(engine.clock().nanoTime()));
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
        return engine.settling().await(Objects.requireNonNull(atMost, "atMost"));
    }

    /**
     * Ends the flow: takes no more tasks, goes on if it is paused, waits for those that are there as long as the
     * builder's {@link FlowBuilder#closeTimeout} says, then cancels and interrupts what is left. A second call waits
     * for the first. From inside a task of this flow, which cannot wait for its own end, it returns at once and the
     * rest happens behind it. An interrupt skips the waiting, not the end.
     */
    @Override
    public void close() {
        if (shutdown.isRunByThisThread()) {
            return;
        }
        if (engine.runnerOfThisThread() != null) {
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
        Objects.requireNonNull(drain, "drain");
        if (engine.runnerOfThisThread() != null || shutdown.isRunByThisThread()) {
            throw new IllegalStateException(
                    "a task cannot wait for the end of its own flow; close() without a timeout does not wait");
        }
        return shutdown.run(drain);
    }
}
