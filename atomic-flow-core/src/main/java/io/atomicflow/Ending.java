package io.atomicflow;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.PermitLostException;
import io.atomicflow.queue.Tally;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.Retry;
import io.atomicflow.task.TaskOutcome;
import io.atomicflow.task.TaskState;
import io.atomicflow.task.TaskTimeoutException;
import io.atomicflow.task.TimeLimit;
import io.atomicflow.worker.Runner;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes after the body, or instead of it: an end, or another attempt. Always in this order: the permit goes back,
 * the event is published, the future completes. Each method is called by the owner of the task.
 */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    /**
     * The body has ended.
     *
     * @param worker the calling thread
     * @param result what it returned
     * @param thrown what it threw, if it did
     * @param recording what JFR is told
     * @param mayGoOn whether the worker may go on with another task
     * @return who is the worker's to go on with
     */
    static @Nullable Waiter ofBody(
            TaskRun<?> task,
            Runner worker,
            @Nullable Object result,
            @Nullable Throwable thrown,
            @Nullable Object recording,
            boolean mayGoOn) {
        int now = task.word();
        if (thrown == null && Phase.isRunningUnmarked(now) && task.advanceWord(now, Phase.with(now, Phase.ENDING))) {
            clearInterrupt(task, 0);
            return complete(task, worker, result, recording, mayGoOn);
        }
        int marks;
        Throwable failure;
        boolean again;
        do {
            now = awaitInterrupt(task);
            marks = Phase.marksOf(now);
            if (Phase.of(now) != Phase.RUNNING) { // it was abandoned: only the permit was still with us
                TaskRun.clearInterrupt();
                task.gate().release(task.permit());
                return null;
            }
            failure = failureOf(task, marks, thrown);
            again = failure != null && (marks & Phase.CANCEL) == 0 && wantsAnother(task, failure);
        } while (!task.advanceWord(now, Phase.with(now, again ? Phase.RETRYING : Phase.ENDING)));
        clearInterrupt(task, marks);
        if (failure == null && (marks & Phase.CANCEL) == 0) {
            return complete(task, worker, result, recording, mayGoOn);
        }
        task.gate().release(task.permit());
        if ((marks & Phase.CANCEL) != 0) {
            task.engine().recorder().endTask(recording, task, TaskState.CANCELLED);
            arrive(task, Phase.CANCELLED, new TaskOutcome.Cancelled<>(), (stamp, t) -> new TaskEvent.Cancelled(stamp));
        } else if (again) {
            task.engine().recorder().endTask(recording, task, TaskState.FAILED);
            retry(task, Objects.requireNonNull(failure));
        } else if ((marks & Phase.EXPIRED) != 0) {
            task.engine().recorder().endTask(recording, task, TaskState.TIMED_OUT);
            arrive(
                    task,
                    Phase.TIMED_OUT,
                    new TaskOutcome.TimedOut<>(TimeLimit.RUN),
                    (stamp, t) -> new TaskEvent.TimedOut(stamp, TimeLimit.RUN));
        } else {
            Throwable cause = Objects.requireNonNull(failure);
            task.engine().recorder().endTask(recording, task, TaskState.FAILED);
            arrive(
                    task,
                    Phase.FAILED,
                    new TaskOutcome.Failed<>(cause),
                    (stamp, t) -> new TaskEvent.Failed(stamp, workerOf(t), cause, ranNanos(t)));
        }
        return null;
    }

    private static @Nullable Waiter complete(
            TaskRun<?> task,
            Runner worker,
            @Nullable Object result,
            @Nullable Object recording,
            boolean mayGoOn) {
        Runner timer = worker.isTimeFresh() ? worker : null; // asked before it comes to the next task
        Waiter next = null;
        if (mayGoOn && !task.isShared()) {
            next = Succession.after(task, worker);
        } else {
            task.gate().release(task.permit());
        }
        if (recording != null) {
            task.engine().recorder().endTask(recording, task, TaskState.COMPLETE);
        }
        Runnable others = arriveApart(
                task,
                worker.tally(),
                timer,
                Phase.COMPLETE,
                Completion.endOf(result),
                (stamp, t) -> new TaskEvent.Complete(stamp, workerOf(t), ranNanos(t)));
        if (others != null && next != null) {
            task.engine().endElsewhere(others); // somebody has just asked for it; it may block, and the next has begun
        } else if (others != null) {
            task.engine().beforeForeignCode();
            others.run();
        }
        return next;
    }

    /** The task was cancelled while it was in that phase. */
    static void cancelled(TaskRun<?> task, int from) {
        passOn(task, from);
        arrive(task, Phase.CANCELLED, new TaskOutcome.Cancelled<>(), (stamp, t) -> new TaskEvent.Cancelled(stamp));
    }

    /** Its time ran out while it rested in that phase. Called by the timers, which must not run anybody's code. */
    static void timedOut(TaskRun<?> task, int from, TimeLimit limit) {
        passOn(task, from);
        Runnable others = arriveApart(
                task,
                task.engine().counters().others(),
                null,
                Phase.TIMED_OUT,
                new TaskOutcome.TimedOut<>(limit),
                (stamp, t) -> new TaskEvent.TimedOut(stamp, limit));
        if (others != null) {
            task.engine().endElsewhere(others);
        }
    }

    /** It has left the line because its time ran out: is there to be another attempt? */
    static void ofLine(TaskRun<?> task, TaskTimeoutException failure) {
        Counters.started(task.engine().counters().others());
        if (wantsAnother(task, failure)) {
            retry(task, failure);
        } else if (task.advance(Phase.RETRYING, Phase.ENDING)) {
            arrive(
                    task,
                    Phase.TIMED_OUT,
                    new TaskOutcome.TimedOut<>(failure.limit()),
                    (stamp, t) -> new TaskEvent.TimedOut(stamp, failure.limit()));
        } else {
            arrive(task, Phase.CANCELLED, new TaskOutcome.Cancelled<>(), (stamp, t) -> new TaskEvent.Cancelled(stamp));
        }
    }

    /** It holds a permit, but no thread could be had for its body. */
    static void notStarted(TaskRun<?> task, Throwable cause) {
        passOn(task, Phase.GRANTED);
        arrive(
                task,
                Phase.FAILED,
                new TaskOutcome.Failed<>(cause),
                (stamp, t) -> new TaskEvent.Failed(stamp, Runner.NO_WORKER, cause, 0));
    }

    /** It cannot go on from that phase, because somebody else's code threw. */
    static void couldNotGoOn(TaskRun<?> task, int from, Throwable cause) {
        if (task.advance(task.phase(), Phase.ENDING)) {
            passOn(task, from);
            arrive(
                    task,
                    Phase.FAILED,
                    new TaskOutcome.Failed<>(cause),
                    (stamp, t) -> new TaskEvent.Failed(stamp, Runner.NO_WORKER, cause, 0));
        } else {
            cancelled(task, from);
        }
    }

    /** Ends a task whose body does not return although it was cancelled. Its permit stays with the body. */
    static boolean abandoned(TaskRun<?> task) {
        int now = awaitInterrupt(task);
        if (Phase.of(now) != Phase.RUNNING || (now & Phase.CANCEL) == 0
                || !task.advanceWord(now, Phase.with(now, Phase.ENDING))) {
            return false;
        }
        arrive(task, Phase.CANCELLED, new TaskOutcome.Cancelled<>(), (stamp, t) -> new TaskEvent.Cancelled(stamp));
        return true;
    }

    /** Who marks a body interrupts it right after that; it must have hit before the thread turns to another task. */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    private static int awaitInterrupt(TaskRun<?> task) {
        int now = task.word();
        while (Phase.of(now) == Phase.RUNNING && Phase.marksOf(now) != 0 && (now & Phase.INTERRUPTED) == 0) {
            Thread.yield();
            now = task.word();
        }
        return now;
    }

    /** An interrupt by us was for this body alone. Any other is for whose thread this is. */
    private static void clearInterrupt(TaskRun<?> task, int marks) {
        Runner runner = task.runner;
        if (Thread.interrupted() && marks == 0 && runner != null) {
            runner.keepInterrupt();
        }
    }

    private static @Nullable Throwable failureOf(TaskRun<?> task, int marks, @Nullable Throwable thrown) {
        if ((marks & Phase.LOST) != 0) {
            return new PermitLostException("permit " + task.permit() + " of '" + task.limit() + "' was lost");
        }
        if ((marks & Phase.EXPIRED) != 0) {
            return new TaskTimeoutException(TimeLimit.RUN, "the body ran longer than its run timeout");
        }
        return thrown;
    }

    private static boolean wantsAnother(TaskRun<?> task, Throwable failure) {
        if (task.engine().isCancelling() || task.attempt() >= Retry.MAX_ATTEMPTS) {
            return false;
        }
        try {
            return task.policy().retry().isWorthwhile(task.attempt(), failure);
        } catch (Throwable e) {
            log.warn("The filter of a retry of {} threw, so there is none", task, e);
            return false;
        }
    }

    /** From RETRYING back to the queue, or first to the timers. */
    private static void retry(TaskRun<?> task, Throwable failure) {
        Engine engine = task.engine();
        task.awaitReporters();
        Duration delay = task.policy().retry().delay(task.attempt(), task.id());
        engine.intake().slots().retake();
        engine.counters().retried();
        engine.publish(task, (stamp, t) -> new TaskEvent.Retried(stamp, failure, delay));
        engine.recorder().retry(task, failure, delay);
        task.resetProgress();
        for (int now = task.word(); !task.advanceWord(now, now + Phase.FIRST_ATTEMPT); now = task.word()) {
            Thread.onSpinWait(); // somebody has left a mark
        }
        if (delay.isZero()) {
            task.enqueue();
        } else {
            engine.counters().scheduled(1);
            task.schedule(delay.toNanos());
        }
    }

    /** Gives back what a task in that phase holds, and passes the counters that it skips. */
    private static void passOn(TaskRun<?> task, int from) {
        Engine engine = task.engine();
        if (from == Phase.SCHEDULED) {
            engine.counters().due();
        }
        if (from <= Phase.QUEUED) {
            engine.intake().giveBack();
        }
        if (from == Phase.QUEUED) {
            engine.queue().leftShell();
        }
        Counters.started(engine.counters().others());
        if (from == Phase.WAITING) {
            task.gate().leave();
        } else if (from == Phase.GRANTED) {
            task.gate().release(task.permit());
        }
    }

    private static void arrive(TaskRun<?> task, int end, Object outcome, EventKind event) {
        Runnable others = arriveApart(task, task.engine().counters().others(), null, end, outcome, event);
        if (others != null) {
            task.engine().beforeForeignCode();
            others.run();
        }
    }

    /**
     * Everything but what depends on the end, which may be anybody's code.
     *
     * @param mine where the caller counts
     * @param timer who looked at the clock when the body ended, and has not since; null if it is to be looked at now
     * @return what to run, perhaps on another thread
     */
    private static @Nullable Runnable arriveApart(
            TaskRun<?> task, Tally mine, @Nullable Runner timer, int end, Object outcome, EventKind event) {
        Engine engine = task.engine();
        task.awaitReporters();
        task.forgetBody();
        if (end == Phase.COMPLETE) {
            Counters.complete(mine);
        } else {
            Counters.ended(mine, Phase.stateOf(end));
        }
        task.put(Phase.with(task.word(), end));
        if (engine.hasListeners()) {
            engine.publishAt(task, timer == null ? engine.clock().nanoTime() : timer.nanoTime(), event);
        }
        task.putEnd(outcome);
        Counters.settled(mine);
        VarHandle.fullFence(); // who waits has made itself known before it looked; so one of us sees the other
        if (engine.isAttentionWanted()) {
            engine.settling().oneMore();
        }
        return task.complete();
    }

    private static long ranNanos(TaskRun<?> task) {
        Runner runner = task.runner;
        return runner == null ? 0 : Math.max(0, runner.nanoTime() - task.sinceNanos());
    }

    /** When its runner last looked at the clock. */
    static long timeOf(TaskRun<?> task) {
        Runner runner = task.runner;
        return runner == null ? 0 : runner.nanoTime();
    }

    static int workerOf(TaskRun<?> task) {
        Runner runner = task.runner;
        return runner == null ? Runner.NO_WORKER : runner.number();
    }
}
