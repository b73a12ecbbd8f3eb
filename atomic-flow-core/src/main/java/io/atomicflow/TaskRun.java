package io.atomicflow;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.TaskSemaphore;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskContext;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Timers;
import io.atomicflow.worker.WorkSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One accepted task: handle, context, element of the queue, waiter in the line and timer, all in one object, so that
 * a task costs no other.
 *
 * <p>What may happen to it next is decided by its {@link Phase}, one CAS a step. The other fields are plain: the
 * owner of the moment writes them, and the CAS that hands the task on publishes them.
 */
final class TaskRun<T extends @Nullable Object> extends Completion<T>
        implements
            TaskContext,
            WorkSource.Work,
            Timers.Timer {

    private static final VarHandle PHASE;
    private static final VarHandle REPORTERS;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(TaskRun.class, "phase", int.class);
            REPORTERS = MethodHandles.lookup().findVarHandle(TaskRun.class, "reporters", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Engine engine;
    private final long id;
    private final String name;
    private final Limit limit;
    private @Nullable Object body;
    private volatile int phase = Phase.SCHEDULED;
    private volatile int reporters;
    private long permitId;
    private @Nullable Thread runner;

    /**
     * Makes a task that has a slot.
     *
     * @param body a {@link TaskBody}, a {@link Callable} or a {@link Runnable}: kept as it is, as to wrap it would
     *     cost an object
     */
    TaskRun(Engine engine, long id, String name, Limit limit, Object body) {
        this.engine = engine;
        this.id = id;
        this.name = name;
        this.limit = limit;
        this.body = body;
    }

    // ---- on its way to the queue

    /** Puts the task on the queue, now or later. Called once, by the submitter. */
    void begin(long delayNanos) {
        if (delayNanos > 0) {
            engine.publish(this, TaskEvent.Scheduled::new);
            engine.timers().add(engine.clock().nanoTime() + delayNanos, this);
            cancelIfClosing();
        } else {
            phase = Phase.ENQUEUING;
            enqueue();
        }
    }

    /** Its time has come. */
    @Override
    public void fire() {
        if (advance(Phase.SCHEDULED, Phase.ENQUEUING)) {
            engine.counters().due();
            enqueue();
        }
    }

    private void enqueue() {
        engine.publish(this, TaskEvent.Queued::new);
        if (advance(Phase.ENQUEUING, Phase.QUEUED)) {
            engine.offerQueued(this);
            cancelIfClosing();
        } else {
            giveUpFrom(Phase.ENQUEUING);
        }
    }

    // ---- with a worker

    /** Runs this task, then the waiters that its permit goes on to, one after the other, up to a bound. */
    @Override
    public void run(int worker) {
        TaskRun<?> next = runThis(worker);
        for (int handedOn = 1; next != null; handedOn++) {
            if (handedOn == Engine.MOST_HANDED_ON) {
                next.resume(); // to the end of the ready line: other limits get their turn
                return;
            }
            next = next.runThis(worker);
        }
    }

    private @Nullable TaskRun<?> runThis(int worker) {
        clearInterrupt(); // whatever the task before this one, or who listens to its future, has left behind
        runner = Thread.currentThread();
        boolean mayRun = phase == Phase.QUEUED ? passesLockCheck() : advance(Phase.GRANTED, Phase.RUNNING);
        return mayRun ? runBody(worker) : null;
    }

    private boolean passesLockCheck() {
        if (!advance(Phase.QUEUED, Phase.CHECKING)) {
            return false; // cancelled in the queue
        }
        engine.slots().giveBack();
        engine.publish(this, TaskEvent.LockCheck::new);
        long permit = limit.tryEnter();
        if (permit == TaskSemaphore.NONE) {
            waitInLine();
            return false;
        }
        permitId = permit;
        if (advance(Phase.CHECKING, Phase.RUNNING)) {
            return true;
        }
        giveUpFrom(Phase.GRANTED);
        return false;
    }

    /** After the enqueue this task may be anybody's. */
    private void waitInLine() {
        if (advance(Phase.CHECKING, Phase.WAITING)) {
            limit.enqueue(this);
            cancelIfClosing();
        } else {
            giveUpFrom(Phase.CHECKING);
        }
    }

    private @Nullable TaskRun<?> runBody(int worker) {
        engine.counters().started();
        engine.running(worker, this);
        engine.publish(this, stamp -> new TaskEvent.InProgress(stamp, worker));
        cancelIfClosing();
        Object result = null;
        Throwable thrown = null;
        if (!isCancelled()) {
            try {
                result = invokeBody();
            } catch (Throwable e) { // the one place where user code can fail: whatever it throws is its outcome
                thrown = e;
            }
        }
        engine.running(worker, null);
        if (advance(Phase.RUNNING, Phase.ENDING)) {
            clearInterrupt();
            return thrown == null ? complete(worker, result) : fail(worker, thrown);
        }
        return endCancelled();
    }

    private @Nullable Object invokeBody() throws Exception {
        Object work = body;
        if (work instanceof TaskBody<?> withContext) {
            return withContext.run(this);
        }
        if (work instanceof Callable<?> callable) {
            return callable.call();
        }
        ((Runnable) Objects.requireNonNull(work)).run();
        return null;
    }

    // ---- to its end, in this order: the permit goes back, the event is published, the future completes

    @SuppressWarnings({"unchecked", "NullAway"}) // what the body returned is a T, and null only if T may be
    private @Nullable TaskRun<?> complete(int worker, @Nullable Object result) {
        Waiter next = limit.releaseAndTakeNext(permitId);
        arriveAt(Phase.COMPLETE);
        engine.publish(this, stamp -> new TaskEvent.Complete(stamp, worker));
        Waiter mine = completeWith((T) result, next);
        engine.settled();
        return runNextOf(mine);
    }

    private @Nullable TaskRun<?> fail(int worker, Throwable thrown) {
        Waiter next = limit.releaseAndTakeNext(permitId);
        arriveAt(Phase.FAILED);
        engine.publish(this, stamp -> new TaskEvent.Failed(stamp, worker, thrown));
        Waiter mine = completeAs(new TaskOutcome.Failed<>(thrown), next);
        engine.settled();
        return runNextOf(mine);
    }

    /**
     * A canceller has marked this running task. Its interrupt must have hit before the thread turns to another task.
     */
    private @Nullable TaskRun<?> endCancelled() {
        while (phase == (Phase.RUNNING | Phase.CANCEL)) {
            Thread.onSpinWait();
        }
        clearInterrupt();
        Waiter next = limit.releaseAndTakeNext(permitId);
        if (advance(Phase.RUNNING | Phase.CANCEL | Phase.INTERRUPTED, Phase.ENDING)) {
            return runNextOf(arriveCancelled(next));
        }
        return runNextOf(next); // it was abandoned, and has ended already: only the permit was still with us
    }

    private @Nullable Waiter arriveCancelled(@Nullable Waiter next) {
        arriveAt(Phase.CANCELLED);
        engine.publish(this, TaskEvent.Cancelled::new);
        Waiter mine = completeAs(new TaskOutcome.Cancelled<>(), next);
        engine.settled();
        return mine;
    }

    private void arriveAt(int end) {
        while (reporters != 0) {
            Thread.onSpinWait(); // another thread is publishing progress: it comes before the end, and never blocks
        }
        body = null; // it may hold much, and the handle may be kept for long
        engine.counters().ended(Phase.stateOf(end));
        phase = end;
    }

    private static @Nullable TaskRun<?> runNextOf(@Nullable Waiter next) {
        if (next instanceof TaskRun<?> task) {
            return task;
        }
        if (next != null) {
            next.resume();
        }
        return null;
    }

    // ---- as a waiter

    @Override
    public boolean isWaiting() {
        return phase == Phase.WAITING;
    }

    @Override
    public boolean grant(long permit) {
        permitId = permit; // whoever serves the line is alone here; it counts only if the next step succeeds
        return advance(Phase.WAITING, Phase.GRANTED);
    }

    @Override
    public void resume() {
        engine.offerReady(this);
    }

    // ---- cancelled

    @Override
    public boolean cancel() {
        while (true) {
            int now = phase;
            if (!Phase.canBeCancelled(now)) {
                return false;
            }
            if (now == Phase.RUNNING) {
                if (advance(now, now | Phase.CANCEL)) {
                    interruptRunner();
                    return true;
                }
            } else if (Phase.isOwned(now)) {
                if (advance(now, now | Phase.CANCEL)) {
                    return true;
                }
            } else if (advance(now, Phase.GIVING_UP)) {
                giveUpFrom(now);
                return true;
            }
        }
    }

    /** Ends a task whose body does not return. Its permit stays with the body. */
    boolean abandon() {
        if (!advance(Phase.RUNNING | Phase.CANCEL | Phase.INTERRUPTED, Phase.ENDING)) {
            return false;
        }
        arriveCancelled(null);
        return true;
    }

    private void interruptRunner() {
        Thread thread = runner;
        if (thread != null) {
            thread.interrupt();
        }
        phase = Phase.RUNNING | Phase.CANCEL | Phase.INTERRUPTED;
    }

    /** Ends a task that has not begun to run, passing the counters that it skips. */
    private void giveUpFrom(int from) {
        if (from == Phase.SCHEDULED) {
            engine.counters().due();
        }
        if (from <= Phase.QUEUED) {
            engine.slots().giveBack();
        }
        engine.counters().started();
        if (from == Phase.WAITING) {
            limit.leave();
        } else if (from == Phase.GRANTED) {
            limit.release(permitId);
        }
        arriveCancelled(null);
    }

    private void cancelIfClosing() {
        if (engine.isCancelling()) {
            cancel();
        }
    }

    private boolean advance(int from, int to) {
        return PHASE.compareAndSet(this, from, to);
    }

    /** An interrupt was for this body alone. */
    private static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }

    // ---- as others see it

    @Override
    public long id() {
        return id;
    }

    @Override
    public long taskId() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String limit() {
        return limit.key();
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public TaskState state() {
        return Phase.stateOf(phase);
    }

    @Override
    public boolean isCancelled() {
        int now = phase;
        return (now & Phase.CANCEL) != 0 || Phase.stateOf(now) == TaskState.CANCELLED;
    }

    @Override
    public void progress(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress must be 0 to 1, was " + fraction);
        }
        REPORTERS.getAndAdd(this, 1);
        try {
            if (phase == Phase.RUNNING) {
                engine.publish(this, stamp -> new TaskEvent.Progress(stamp, fraction));
            }
        } finally {
            REPORTERS.getAndAdd(this, -1);
        }
    }

    @Override
    public String toString() {
        return "TaskHandle[" + id + " " + name + ", limit " + limit.key() + ", " + state() + "]";
    }
}
