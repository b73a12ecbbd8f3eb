package io.atomicflow;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.TaskSemaphore;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskPolicy;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Runner;
import io.atomicflow.worker.WorkSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One accepted task on its way: handle, context, element of the queue and waiter in the line, all in one object, so
 * that a task costs no other. What may happen to it next is decided by its {@link Phase}, one CAS a step.
 *
 * <p>This class has the way to the body and through it; {@link Ending} has what comes after.
 */
final class TaskRun<T extends @Nullable Object> extends ArrivingTask<T> implements WorkSource.Work {

    private @Nullable Object body;
    private final boolean isRunnable;

    /**
     * Makes a task that has a slot.
     *
     * @param body a {@link io.atomicflow.task.TaskBody}, a {@link java.util.concurrent.Callable} or a {@link Runnable}
     * @param isRunnable whether it is known to be the last of these
     */
    TaskRun(long id, TaskPolicy policy, LimitEntry entry, Object body, boolean isRunnable) {
        super(id, policy, entry, Phase.ENQUEUING);
        this.body = body;
        this.isRunnable = isRunnable;
    }

    // ---- with a worker

    /** Runs this task, then others that the worker finds, one after the other, up to a bound. */
    @Override
    public void run(Runner runner) {
        if (engine().isPaused() && phase() == Phase.GRANTED) {
            resume(); // it was granted after the pause, by a worker that looked for work before
            return;
        }
        if (engine().usesFreshThreads() && runner.number() != Runner.NO_WORKER) {
            dispatch(runner);
            return;
        }
        clearInterrupt();
        int left = engine().isWorker(runner) ? Engine.MOST_IN_A_ROW : 1;
        for (TaskRun<?> task = begin(runner); task != null; left--) {
            task = beginNext(task.runBody(runner, left > 1), runner);
        }
    }

    @Override
    public boolean saysHowLong() {
        return true;
    }

    @Override
    public void takesLong() {
        entry.pace().takesLong();
    }

    /** Sees this task to its permit, and leaves its body to a thread of its own. */
    private void dispatch(Runner worker) {
        engine().pool().goesToLongWork(worker); // the thread factory is somebody else's code
        if (phase() == Phase.GRANTED || isGranted()) {
            engine().startFresh(this);
        }
    }

    private boolean isGranted() {
        if (!advance(Phase.QUEUED, Phase.CHECKING)) {
            return false; // cancelled in the queue
        }
        leaveQueue();
        long permit = gate().tryEnter();
        if (permit == TaskSemaphore.NONE) {
            waitInLine();
            return false;
        }
        takeDirectly(permit);
        if (advance(Phase.CHECKING, Phase.GRANTED)) {
            return true;
        }
        Ending.cancelled(this, Phase.GRANTED);
        return false;
    }

    /**
     * The worker comes to this task. If it gets its permit it is the worker's, who owes {@link #runBody}.
     *
     * @return this, or null if it waits now, or has nothing to do with us
     */
    @Nullable
    TaskRun<?> begin(Runner worker) {
        return switch (phase()) {
            case Phase.QUEUED -> beginFromQueue(worker);
            case Phase.GRANTED -> beginGranted(worker);
            case Phase.RUNNING -> worker.equals(runner) ? this : null; // it has taken over a permit
            default -> null; // cancelled
        };
    }

    private @Nullable TaskRun<?> beginFromQueue(Runner worker) {
        long permit = gate().tryEnter();
        if (permit == TaskSemaphore.NONE) {
            if (advance(Phase.QUEUED, Phase.CHECKING)) {
                leaveQueue();
                waitInLine();
            }
            return null;
        }
        if (comesFromQueue(permit, worker)) {
            return this;
        }
        gate().release(permit);
        return null;
    }

    /** One step from the queue to the body: it has its permit already. */
    private boolean comesFromQueue(long permit, Runner worker) {
        runner = worker;
        if (!advance(Phase.QUEUED, Phase.RUNNING)) {
            return false; // cancelled in the queue
        }
        takeDirectly(permit);
        stopClock();
        Counters.leftQueue(worker.tally());
        if (engine().hasListeners()) {
            tellLockCheck(worker);
        }
        return true;
    }

    /** The worker's last look at the clock will do, if this task was on the queue by then. */
    private void tellLockCheck(Runner worker) {
        if (sinceNanos() - worker.nanoTime() > 0) {
            worker.timeHasPassed();
        }
        long now = worker.isTimeFresh() ? worker.nanoTime() : engine().clock().nanoTime();
        engine().publishAt(this, now, (stamp, task) -> new TaskEvent.LockCheck(stamp));
    }

    /**
     * Takes the permit of a task that has ended, if it is of the same limit and the permit could be had by asking. That
     * is asked once this task is in hand: a limit that was paused before it was submitted is seen to be so.
     */
    boolean takesOver(TaskRun<?> ended, Runner worker) {
        return entry.equals(ended.entry) && phase() == Phase.QUEUED && gate().mayHandOn()
                && comesFromQueue(ended.permit(), worker);
    }

    private static @Nullable TaskRun<?> beginNext(@Nullable Waiter next, Runner worker) {
        if (next == null) {
            return null;
        }
        TaskRun<?> task = LineNode.taskOf(next);
        if (task == null) {
            next.resume(); // a thread or a future
            return null;
        }
        return task.begin(worker);
    }

    private @Nullable TaskRun<?> beginGranted(Runner worker) {
        long permit = permit();
        if (!gate().isValid(permit)) {
            waitAgain(permit);
            return null;
        }
        if (engine().hasListeners()) {
            worker.timeHasPassed(); // it may have been told of by others since then
        }
        runner = worker;
        if (!advance(Phase.GRANTED, Phase.RUNNING)) {
            return null;
        }
        return this;
    }

    /** Its lease ran out before it found a worker. It has done nothing yet, so it just waits again. */
    private void waitAgain(long permit) {
        if (advance(Phase.GRANTED, Phase.CHECKING)) {
            gate().release(permit);
            stopClock();
            hasLeftLine();
            waitInLine();
        }
    }

    private void leaveQueue() {
        stopClock();
        engine().intake().giveBack();
        engine().publish(this, (stamp, task) -> new TaskEvent.LockCheck(stamp));
    }

    /** After the enqueue this task may be anybody's. */
    private void waitInLine() {
        limitWait();
        LimitEntry there = entry;
        Waiter place = place();
        if (advance(Phase.CHECKING, Phase.WAITING)) {
            there.gate().enqueue(place);
            engine().hasLinedUp(this, there);
        } else {
            Ending.cancelled(this, Phase.CHECKING);
        }
    }

    private void limitWait() {
        willWait();
        Object recording = engine().recorder().beginPermitWait();
        if (recording != null) {
            needsExtras().permitWait = recording;
        }
        if (policy().permitTimeoutNanos() != TaskPolicy.UNLIMITED) {
            limitTime(
                    TimeLimit.PERMIT, Phase.WAITING, engine().clock().nanoTime(), policy().permitTimeoutNanos());
        }
    }

    /** In a strict line: its turn to be looked at has come, whoever took which task from the queue. */
    @Override
    public boolean beginWaiting() {
        if (!advance(Phase.QUEUED, Phase.CHECKING)) {
            return false;
        }
        leaveQueue();
        limitWait();
        if (advance(Phase.CHECKING, Phase.WAITING)) {
            return true;
        }
        engine().endElsewhere(() -> Ending.cancelled(this, Phase.CHECKING)); // not while the line is being served
        return false;
    }

    /** Leaves the line of a limit that is going away, and asks the one that took its place. */
    void moveToNewLimit() {
        if (advance(Phase.WAITING, Phase.CHECKING)) {
            gate().leave();
            stopClock();
            engine().beforeForeignCode();
            try {
                entry = engine().limits().findOrMake(limit(), itsLimit().permits());
            } catch (Throwable e) {
                Ending.couldNotGoOn(this, Phase.CHECKING, e);
                return;
            }
            hasLeftLine();
            long permit = gate().tryEnter();
            if (permit == TaskSemaphore.NONE) {
                waitInLine();
                return;
            }
            takeDirectly(permit);
            if (advance(Phase.CHECKING, Phase.GRANTED)) {
                resume();
            } else {
                Ending.cancelled(this, Phase.GRANTED);
            }
        }
    }

    /**
     * Runs a task that has begun.
     *
     * @return who is the worker's to go on with, if it may; or null
     */
    private @Nullable Waiter runBody(Runner worker, boolean mayGoOn) {
        Engine engine = engine();
        Counters.started(worker.tally());
        worker.current(this); // a full fence: the slot was given back before it, who waits for one is looked for after
        if (engine.isAttentionWanted()) {
            engine.intake().wakeBlocked();
            cancelIfClosing();
        }
        stopClock();
        boolean isBrisk = entry.pace().isBrisk();
        worker.doesShortWork(isBrisk);
        if (isBrisk) {
            engine.pool().goesToShortWork(worker);
        } else {
            engine.pool().goesToLongWork(worker);
        }
        boolean isTold = engine.hasListeners();
        boolean isTimed = isTold || hasWaited() || entry.timesRunOf(id());
        if (isTimed && !worker.isTimeFresh()) {
            worker.nanoTime(engine.clock().nanoTime());
        }
        if (hasWaited()) {
            entry.waits().add(waitedNanos(worker.nanoTime()), 1, worker.nanoTime());
            endPermitWait();
        }
        if (isTold) {
            engine.publishAt(this, worker.nanoTime(), (stamp, task) -> new TaskEvent.InProgress(
                    stamp, Ending.workerOf(task), task.waitedNanos(Ending.timeOf(task))));
        }
        sinceNanos(worker.nanoTime());
        if (!isPlain() && policy().runTimeoutNanos() != TaskPolicy.UNLIMITED) {
            limitTime(TimeLimit.RUN, Phase.RUNNING, engine.clock().nanoTime(), policy().runTimeoutNanos());
        }
        if (entry.leasesPermits()) {
            gate().watch(permit(), this::permitLost);
        }
        Object recording = engine.recorder().beginTask();
        Object result = null;
        Throwable thrown = null;
        if (!isCancelled()) {
            try {
                result = engine.bodies().call(body, isRunnable, this);
            } catch (Throwable e) { // the one place where user code can fail: whatever it throws is its outcome
                thrown = e;
            }
        }
        worker.hasEnded();
        if (isTimed || engine.hasListeners()) {
            worker.nanoTime(engine.clock().nanoTime());
            entry.ran(id(), worker.nanoTime() - sinceNanos(), worker.nanoTime());
        } else {
            worker.timeHasPassed();
        }
        stopClock();
        return Ending.ofBody(this, worker, result, thrown, recording, mayGoOn && !engine.isPaused());
    }

    private void endPermitWait() {
        Extras<T> extras = extras();
        if (extras != null && extras.permitWait != null) {
            engine().recorder().endPermitWait(extras.permitWait, this);
            extras.permitWait = null;
        }
    }

    // ---- as a waiter

    @Override
    public void resume() {
        engine().offerReady(this);
    }

    @Override
    void publishProgress(double fraction) {
        engine().publish(this, (stamp, task) -> new TaskEvent.Progress(stamp, fraction));
    }

    // ---- waited for

    @Override
    boolean waitForEnd(long nanos) throws InterruptedException {
        return engine().nesting().await(this, nanos);
    }

    @Override
    CompletableFuture<T> newFuture() {
        return new TaskFuture<>(this);
    }

    @Override
    TaskRun<T> self() {
        return this;
    }

    /** It may hold much, and the handle may be kept for long. */
    void forgetBody() {
        body = null;
        stopClock();
        Extras<T> extras = extras();
        if (extras != null) {
            extras.permitWait = null;
        }
    }

    /** An interrupt was for this body alone. */
    static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }
}
