package io.atomicflow;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskPolicy;
import io.atomicflow.task.TimeLimit;
import org.jspecify.annotations.Nullable;

/** A task on its way to the queue, now, later or once more; and its clocks, of which one runs at a time. */
abstract class ArrivingTask<T extends @Nullable Object> extends CancellableTask<T> {

    ArrivingTask(long id, TaskPolicy policy, LimitEntry entry, int phase) {
        super(id, policy, entry, phase);
    }

    /** Puts the task on the queue, now or later. Called once, by the submitter, while nobody else knows the task. */
    final void admit(long delayNanos) {
        if (delayNanos > 0) {
            engine().publish(self(), (stamp, task) -> new TaskEvent.Scheduled(stamp));
            schedule(delayNanos);
        } else if (takeFirstPlaceInQueue()) {
            offer();
        }
    }

    /** The owner lets it rest until its time has come. */
    final void schedule(long delayNanos) {
        sinceNanos(0);
        Due due = new Due(self(), Phase.with(word(), Phase.SCHEDULED));
        needsExtras().timer = engine().timers().add(engine().clock().nanoTime() + delayNanos, due);
        if (advance(phase(), Phase.SCHEDULED)) {
            cancelIfClosing();
        } else {
            Ending.cancelled(self(), Phase.SCHEDULED);
        }
    }

    /** The owner puts it on the queue. It may be the timers, which must not run anybody's code. */
    final void enqueue() {
        if (!preparePlaceInQueue()) {
            return;
        }
        if (advance(phase(), Phase.QUEUED)) {
            offer();
            return;
        }
        gate().expectOneLess();
        engine().endElsewhere(() -> Ending.cancelled(self(), Phase.ENQUEUING));
    }

    private void offer() {
        engine().offerQueued(self());
        if (engine().isCancelling()) {
            engine().endElsewhere(this::cancelIfClosing);
        }
    }

    /**
     * The submitter makes it ready to be found on the queue.
     *
     * @return false if it could not be done, and the task has ended
     */
    final boolean takeFirstPlaceInQueue() {
        if (!preparePlaceInQueue()) {
            return false;
        }
        put(Phase.with(word(), Phase.QUEUED)); // nobody can have left a mark
        return true;
    }

    private boolean preparePlaceInQueue() {
        boolean isTold = engine().hasListeners();
        boolean isTimed = !isPlain() && policy().queueTimeoutNanos() != TaskPolicy.UNLIMITED;
        sinceNanos(isTold || isTimed || engine().queue().needTimes() ? engine().clock().nanoTime() : 0);
        if (isTold) {
            engine().publishAt(self(), sinceNanos(), (stamp, task) -> new TaskEvent.Queued(stamp));
        }
        if (isTimed) {
            limitTime(TimeLimit.QUEUE, Phase.QUEUED, sinceNanos(), policy().queueTimeoutNanos());
        }
        renewPlace();
        if (entry.isStrict()) {
            try {
                joinStrictLine();
            } catch (Throwable e) {
                engine().endElsewhere(() -> Ending.couldNotGoOn(self(), Phase.ENQUEUING, e));
                return false;
            }
        }
        return true;
    }

    final void limitTime(TimeLimit limit, int phase, long since, long atMost) {
        long due = since + Math.min(atMost, Long.MAX_VALUE >> 1);
        needsExtras().timer = engine().timers().add(due, new Expiry(self(), limit, Phase.with(word(), phase)));
    }

    final void stopClock() {
        Extras<T> extras = extras();
        if (extras != null && extras.timer != null) {
            boolean ignored = engine().timers().cancel(extras.timer);
            extras.timer = null;
        }
    }
}
