package io.atomicflow;

import io.atomicflow.task.TaskPolicy;
import io.atomicflow.worker.Runner;
import org.jspecify.annotations.Nullable;

/**
 * A task as others may stop it: at rest whoever moves it on by CAS ends it; in an owned phase they leave a mark, and a
 * running body is interrupted.
 */
abstract class CancellableTask<T extends @Nullable Object> extends TaskInLine<T> {

    CancellableTask(long id, TaskPolicy policy, LimitEntry entry, int phase) {
        super(id, policy, entry, phase);
    }

    /** The whole task. */
    abstract TaskRun<T> self();

    @Override
    public final boolean cancel() {
        while (true) {
            int now = word();
            int phase = Phase.of(now);
            if (!Phase.canBeCancelled(phase) || (now & Phase.CANCEL) != 0) {
                return false;
            }
            if (phase == Phase.RUNNING) {
                if (interruptBody(now, Phase.CANCEL)) {
                    return true;
                }
            } else if (Phase.isOwned(phase)) {
                if (advanceWord(now, now | Phase.CANCEL)) {
                    return true;
                }
            } else if (advanceWord(now, Phase.with(now, Phase.GIVING_UP))) {
                Ending.cancelled(self(), phase);
                return true;
            }
        }
    }

    /** Cancels it if it is still in the queue, and otherwise does nothing. */
    final boolean cancelIfQueued() {
        int now = word();
        if (now == Phase.with(now, Phase.QUEUED) && advanceWord(now, Phase.with(now, Phase.GIVING_UP))) {
            Ending.cancelled(self(), Phase.QUEUED);
            return true;
        }
        return false;
    }

    /**
     * Marks a running body first, then interrupts it, once for all reasons together.
     *
     * @return false if it is not where it was any more; then nothing has happened
     */
    final boolean interruptBody(int now, int mark) {
        if (!advanceWord(now, now | mark)) {
            return false;
        }
        if (Phase.marksOf(now) == 0) {
            Runner running = runner;
            if (running != null) {
                running.thread().interrupt();
            }
            mark(Phase.INTERRUPTED);
        }
        return true;
    }

    /** No thread could be had for its body. */
    final void couldNotStart(Throwable cause) {
        if (advance(Phase.GRANTED, Phase.ENDING)) {
            Ending.notStarted(self(), cause);
        }
    }

    final void cancelIfClosing() {
        if (engine().isCancelling()) {
            boolean ignored = cancel();
        }
    }

    @Override
    public final void permitLost(long permit) {
        for (int now = word(); permit == permit() && Phase.of(now) == Phase.RUNNING; now = word()) {
            if ((now & Phase.LOST) != 0 || interruptBody(now, Phase.LOST)) {
                return;
            }
        }
    }
}
