package io.atomicflow;

import io.atomicflow.event.EventStream;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.queue.Slots;
import io.atomicflow.queue.TaskQueue;
import io.atomicflow.worker.FlowClock;
import io.atomicflow.worker.FlowThreads;
import io.atomicflow.worker.Timers;
import io.atomicflow.worker.WorkSource;
import io.atomicflow.worker.WorkerPool;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a task needs on its way: slots, queues, workers, timers, counters and events. It knows nothing of how tasks
 * are described or closed.
 *
 * <p>There are two lines to the workers: the queue, of tasks that nobody has looked at, and the ready line, of tasks
 * that were granted a permit while no worker was at hand. Workers take from the two in turn, so neither holds up the
 * other.
 */
final class Engine implements WorkSource {

    /**
     * How many tasks of one limit a worker runs in a row, each handing its permit to the next, before it looks after
     * others. Long enough to pay for the hand-off, short enough that others wait for no more than this many bodies.
     */
    static final int MOST_HANDED_ON = 32;

    private static final int EXPECTED_READY = 1024;

    private final FlowClock clock;
    private final EventStream events;
    private final Slots slots;
    private final Counters counters;
    private final TaskQueue<TaskRun<?>> queue;
    private final TaskQueue<TaskRun<?>> ready;
    private final WorkerPool pool;
    private final Timers timers;
    private final Settling settling;
    private final FlowThreads threads = new FlowThreads();
    private final AtomicReferenceArray<@Nullable TaskRun<?>> running;
    private final long epochMinusNanoTime;
    private final AtomicInteger readyRings = new AtomicInteger();
    private volatile boolean cancelling;

    Engine(AtomicFlow.Builder plan) {
        this.clock = plan.clock;
        this.events = new EventStream(plan.listeners, plan.eventBuffer);
        this.slots = new Slots(plan.queueCapacity);
        this.counters = new Counters(slots);
        this.queue = TaskQueue.expecting(plan.queueCapacity);
        this.ready = TaskQueue.expecting(EXPECTED_READY);
        this.pool = new WorkerPool(plan.workers, this);
        this.timers = new Timers(clock);
        this.settling = new Settling(counters, clock);
        this.running = new AtomicReferenceArray<>(plan.workers.count());
        Instant now = Instant.now();
        this.epochMinusNanoTime = now.getEpochSecond() * 1_000_000_000L + now.getNano() - clock.nanoTime();
    }

    void start() {
        try {
            pool.start(threads);
            threads.startService("atomic-flow-timers", timers);
            events.loops().forEach(loop -> threads.startService("atomic-flow-listener", loop));
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    /** Lets all threads end. To be called when every task is settled, or abandoned. */
    void stop() {
        pool.stop();
        timers.stop();
        events.close();
    }

    @Override
    public @Nullable Work poll(int turn) {
        boolean readyFirst = (turn & 1) == 0;
        TaskRun<?> first = readyFirst ? ready.poll() : queue.poll();
        if (first != null) {
            return first;
        }
        return readyFirst ? queue.poll() : ready.poll();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty() && ready.isEmpty();
    }

    void offerQueued(TaskRun<?> task) {
        queue.offer(task);
        pool.signal();
    }

    void offerReady(TaskRun<?> task) {
        ready.offer(task);
        pool.signal();
        if (cancelling) {
            cancelReady();
        }
    }

    void publish(TaskRun<?> task, Function<TaskEvent.Stamp, TaskEvent> kind) {
        if (events.hasListeners()) {
            long epochNanos = clock.nanoTime() + epochMinusNanoTime;
            events.publish(sequence -> kind.apply(
                    new TaskEvent.Stamp(sequence, epochNanos, task.id(), task.name(), task.limit(), task.attempt())));
        }
    }

    void running(int worker, @Nullable TaskRun<?> task) {
        running.set(worker, task); // a fence: the worker looks at the flag next, and who sets the flag looks here
    }

    void settled() {
        counters.settled();
        settling.oneMore();
    }

    boolean isCancelling() {
        return cancelling;
    }

    /** From now on each task that comes to rest cancels itself. */
    void startCancelling() {
        cancelling = true;
    }

    /** Cancels what is on the timers, on a queue, or running. Waiters are in the lines of their limits. */
    void cancelAll() {
        timers.clear().forEach(timer -> ((TaskRun<?>) timer).cancel());
        for (TaskRun<?> task = queue.poll(); task != null; task = queue.poll()) {
            task.cancel();
        }
        cancelReady();
        for (int worker = 0; worker < running.length(); worker++) {
            TaskRun<?> task = running.get(worker);
            if (task != null) {
                task.cancel();
            }
        }
    }

    /**
     * Cancels what was granted a permit. Each cancel frees that permit, which may bring the next waiter here while we
     * are at it: whoever comes second only rings, and the first goes round again. So a line of any length takes no
     * stack.
     */
    private void cancelReady() {
        if (readyRings.getAndIncrement() != 0) {
            return;
        }
        int heard = 1;
        do {
            for (TaskRun<?> task = ready.poll(); task != null; task = ready.poll()) {
                task.cancel();
            }
            heard = readyRings.addAndGet(-heard);
        } while (heard != 0);
    }

    /** Ends each task whose body has not returned after it was cancelled, and tells how many there were. */
    int abandonAll() {
        int abandoned = 0;
        for (int worker = 0; worker < running.length(); worker++) {
            TaskRun<?> task = running.get(worker);
            if (task != null) {
                task.cancel();
                abandoned += task.abandon() ? 1 : 0;
            }
        }
        return abandoned;
    }

    FlowClock clock() {
        return clock;
    }

    Slots slots() {
        return slots;
    }

    Counters counters() {
        return counters;
    }

    Timers timers() {
        return timers;
    }

    WorkerPool pool() {
        return pool;
    }

    Settling settling() {
        return settling;
    }

    FlowThreads threads() {
        return threads;
    }
}
