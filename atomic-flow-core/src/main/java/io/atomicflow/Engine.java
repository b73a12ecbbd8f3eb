package io.atomicflow;

import io.atomicflow.event.EventStream;
import io.atomicflow.event.FlowListener;
import io.atomicflow.event.ListenerRegistration;
import io.atomicflow.event.Recorder;
import io.atomicflow.queue.Tally;
import io.atomicflow.semaphore.LineRules;
import io.atomicflow.semaphore.PermitGate;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.FlowClock;
import io.atomicflow.worker.FlowThreads;
import io.atomicflow.worker.Runner;
import io.atomicflow.worker.Timers;
import io.atomicflow.worker.WorkSource;
import io.atomicflow.worker.WorkerPool;
import io.atomicflow.worker.Workers;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a task needs on its way: intake, queues, limits, workers, timers, counters and events. It knows nothing of how
 * tasks are described or closed.
 *
 * <p>There are two lines to the workers: the queue, of tasks that nobody has looked at, and the ready line, of tasks
 * that were granted a permit while no worker was at hand. Workers take from the two in turn, so neither holds up the
 * other.
 */
final class Engine implements WorkSource {

    /**
     * How many tasks a worker runs in a row, each handing its permit to the next if it can, before it gives one back.
     * Long enough to pay for that, short enough that others wait for no more than this many bodies.
     */
    static final int MOST_IN_A_ROW = 32;

    private final Attention attention = new Attention();
    private final FlowClock clock;
    private final EventStream events;
    private final Intake intake;
    private final Counters counters;
    private final LimitTable limits;
    private final Lanes queue;
    private final ReadyLine ready = new ReadyLine();
    private final Bodies bodies;
    private final Pace pace = new Pace(null);
    private final FlowThreads threads = new FlowThreads();
    private final WorkerPool pool;
    private final boolean freshThreads;
    private final Timers timers;
    private final Settling settling;
    private final Nesting nesting;
    private final Recorder recorder = Recorder.create();
    private final Cancelling cancelling;
    private final long evictNanos;
    private final long epochMinusNanoTime;
    private volatile boolean paused;

    Engine(FlowBuilder plan) {
        this.clock = plan.clock;
        this.events = new EventStream(plan.eventBuffer, attention::oneMore, attention::oneLess);
        this.pool = new WorkerPool(plan.workers, this, threads);
        this.freshThreads = plan.workers.bodies() == Workers.Bodies.ON_FRESH_THREADS;
        LineRules rules = new LineRules(clock, plan.aging, new CoveredWait(pool));
        this.limits = new LimitTable(this, plan.semaphores, rules);
        this.queue = new Lanes(plan.queueCapacity, FlowBuilder.nanos(plan.aging), clock);
        this.counters = new Counters(plan.queueCapacity, plan.workers.count());
        this.intake = new Intake(counters.slots(), clock, attention, rules.blocking(), this::dropOldest);
        this.bodies = new Bodies(plan.carriers);
        this.timers = new Timers(clock);
        this.settling = new Settling(counters, clock, attention);
        this.nesting = new Nesting(pool);
        this.cancelling = new Cancelling(queue, ready, timers, pool, limits, attention);
        this.evictNanos = FlowBuilder.nanos(plan.evictAfter);
        Instant now = Instant.now();
        this.epochMinusNanoTime = now.getEpochSecond() * 1_000_000_000L + now.getNano() - clock.nanoTime();
        plan.listeners.forEach(events::add);
    }

    void start() {
        try {
            pool.start();
            threads.startService("atomic-flow-timers", timers);
            events.loops().forEach(loop -> threads.startService("atomic-flow-listener", loop));
            evictLater();
            recorder.watch(new CountedStats(counters));
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
        recorder.close();
    }

    ListenerRegistration listen(FlowListener listener) {
        EventStream.Loop loop = events.add(listener);
        threads.startService("atomic-flow-listener", loop);
        return loop;
    }

    private void evictLater() {
        timers.add(clock.nanoTime() + evictNanos, () -> {
            limits.evictIdle();
            evictLater();
        });
    }

    // ---- where workers find work

    /** Takes a task out of one line or the other, if the flow is not paused. */
    @Override
    public @Nullable TaskRun<?> poll(int turn) {
        if (paused) {
            return null;
        }
        if (!ready.mayHaveSome()) {
            return nextQueued();
        }
        boolean readyFirst = (turn & 1) == 0;
        TaskRun<?> first = readyFirst ? ready.poll() : nextQueued();
        if (first != null) {
            return first;
        }
        return readyFirst ? nextQueued() : ready.poll();
    }

    /** In a strict line the task that was taken only says that the next one may line up. */
    private @Nullable TaskRun<?> nextQueued() {
        TaskRun<?> task = queue.poll();
        while (task != null && task.entry.isStrict()) {
            TaskRun<?> granted = lineUp(task);
            if (granted != null) {
                return granted;
            }
            task = queue.poll();
        }
        return task;
    }

    /** A limit does not go away while it has tasks in the queue, so that one who is called is always noted there. */
    private @Nullable TaskRun<?> lineUp(TaskRun<?> task) {
        PermitGate gate = task.gate();
        Waiter granted = gate.letNextLineUp(task);
        if (cancelling.isOn()) {
            for (Waiter waiter : gate.waiters()) {
                TaskRun<?> waiting = LineNode.taskOf(waiter);
                if (waiting != null) {
                    waiting.cancelIfClosing();
                }
            }
        }
        TaskRun<?> next = granted == null ? null : LineNode.taskOf(granted);
        if (next == null && granted != null) {
            granted.resume(); // a thread or a future
        }
        return next;
    }

    @Override
    public boolean isEmpty() {
        return paused || (queue.isEmpty() && ready.isEmpty());
    }

    @Override
    public Tally tallyOf(int worker) {
        return counters.tallies().of(worker);
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    void offerQueued(TaskRun<?> task) {
        if (task.entry.isStrict()) {
            task.gate().announce(task.place());
        }
        queue.offer(task);
        if (!paused) { // else whoever resumes looks at the queue after that
            pool.signal();
        }
    }

    void offerReady(TaskRun<?> task) {
        if (freshThreads && !paused) {
            startFresh(task);
            return;
        }
        ready.offer(task);
        pool.signal();
        if (cancelling.isOn()) {
            cancelling.cancelReady();
        }
    }

    /** A task stands in line: is there still a point? */
    void hasLinedUp(TaskRun<?> task, LimitEntry there) {
        task.cancelIfClosing();
        if (there.gate().isRetired() && there.endsAfterAll()) {
            task.moveToNewLimit();
        }
    }

    /** The calling thread does the worker's part for a task that passes by the queue. */
    void runByCaller(TaskRun<?> task) {
        if (paused) {
            task.admit(0); // it was accepted a moment ago, so it waits
            return;
        }
        boolean interrupted = Thread.interrupted();
        if (task.takeFirstPlaceInQueue()) {
            TaskRun<?> granted = task;
            if (task.entry.isStrict()) {
                task.gate().announce(task.place());
                granted = lineUp(task);
            }
            if (granted != null) {
                TaskRun<?> mine = granted;
                bodies.keepingMdc(() -> pool.runHere(mine));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean dropOldest() {
        TaskRun<?> oldest = queue.pollToDrop();
        if (oldest == null) {
            return hasTasksBetweenTwoPlaces();
        }
        boolean ignored = oldest.cancelIfQueued();
        if (oldest.entry.isStrict()) {
            TaskRun<?> granted = lineUp(oldest);
            if (granted != null) {
                offerReady(granted);
            }
        }
        return true;
    }

    /** Who came out of the queue gives its slot back in a moment, and who got one is on the queue in a moment. */
    private boolean hasTasksBetweenTwoPlaces() {
        LockSupport.parkNanos(1); // lets a virtual thread at it that has no carrier
        return counters.read().queued() > 0;
    }

    boolean usesFreshThreads() {
        return freshThreads;
    }

    void startFresh(TaskRun<?> task) {
        if (threads.isServiceThread()) { // the factory is somebody else's code
            endElsewhere(() -> startFresh(task));
            return;
        }
        try {
            pool.startFresh(task);
        } catch (Throwable e) {
            endElsewhere(() -> task.couldNotStart(e));
        }
    }

    /** Runs what may be somebody else's code on a thread that nobody relies on. */
    void endElsewhere(Runnable ending) {
        threads.startVirtual("atomic-flow-ending", ending);
    }

    // ---- pause

    boolean isPaused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        pool.signal();
    }

    // ---- to be watched

    /** Publishes an event. The kind should capture nothing, so that nothing is allocated while nobody listens. */
    void publish(TaskRun<?> task, EventKind kind) {
        if (hasListeners()) {
            publishAt(task, clock.nanoTime(), kind);
        }
    }

    /** The same, for somebody who knows that there is a listener, and has looked at the clock. */
    void publishAt(TaskRun<?> task, long nanoTime, EventKind kind) {
        events.publish(sequence -> kind.of(task.stamp(sequence, nanoTime + epochMinusNanoTime), task));
    }

    Lanes queue() {
        return queue;
    }

    boolean hasListeners() {
        return attention.isWanted() && events.hasListeners();
    }

    /** Whether there is anybody for whom a task has to do more than to run. */
    boolean isAttentionWanted() {
        return attention.isWanted();
    }

    boolean isCancelling() {
        return cancelling.isOn();
    }

    /** Whether that is one of the workers: not a stand-in, the thread of one task, or a submitter. */
    boolean isWorker(Runner runner) {
        return runner.isWorker() && !freshThreads;
    }

    /**
     * The calling thread is about to run what may be anybody's code, outside of a body. If others rely on it to look
     * for work, they are not to any more.
     */
    void beforeForeignCode() {
        Runner runner = Runner.ofThisThread(pool);
        if (runner != null) {
            pool.goesToLongWork(runner);
        }
    }

    @Nullable
    Runner runnerOfThisThread() {
        return Runner.ofThisThread(pool);
    }

    // ---- parts

    Cancelling cancelling() {
        return cancelling;
    }

    FlowClock clock() {
        return clock;
    }

    Intake intake() {
        return intake;
    }

    Counters counters() {
        return counters;
    }

    LimitTable limits() {
        return limits;
    }

    Bodies bodies() {
        return bodies;
    }

    Timers timers() {
        return timers;
    }

    WorkerPool pool() {
        return pool;
    }

    /** How long bodies run in this flow. */
    Pace pace() {
        return pace;
    }

    Settling settling() {
        return settling;
    }

    Nesting nesting() {
        return nesting;
    }

    Recorder recorder() {
        return recorder;
    }

    FlowThreads threads() {
        return threads;
    }
}
