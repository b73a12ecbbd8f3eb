package io.atomicflow;

import io.atomicflow.task.Retry;
import io.atomicflow.task.TaskTimeoutException;
import io.atomicflow.task.TimeLimit;

/**
 * What a timer does when one of the times of one attempt has run out.
 *
 * @param word what the task's word is while that clock runs; any other means that it has come too late
 */
record Expiry(TaskRun<?> task, TimeLimit limit, int word) implements Runnable {

    @Override
    public void run() {
        if (limit == TimeLimit.RUN) {
            interruptBody();
            return;
        }
        boolean decides = limit == TimeLimit.PERMIT && !task.policy().retry().equals(Retry.never());
        int next = decides ? Phase.with(word, Phase.RETRYING) : Phase.with(word, Phase.GIVING_UP) | Phase.EXPIRED;
        int now = task.word();
        while (now == word) {
            if (task.advanceWord(now, next)) {
                if (decides) {
                    leaveLineToDecide();
                } else {
                    Ending.timedOut(task, Phase.of(word), limit);
                }
                return;
            }
            now = task.word();
        }
        if (isOnItsWay(now)) {
            task.engine().timers().add(task.engine().clock().nanoTime(), this); // in a moment
        }
    }

    /** The clock is started a moment before the task comes to rest. */
    private boolean isOnItsWay(int now) {
        int phase = Phase.of(now);
        boolean toQueue = phase == Phase.ENQUEUING || phase == Phase.RETRYING;
        return Phase.attemptOf(now) == Phase.attemptOf(word)
                && (limit == TimeLimit.QUEUE ? toQueue : phase == Phase.CHECKING);
    }

    /** The filter of the retry is somebody else's code, and may not hold up the timers. */
    private void leaveLineToDecide() {
        task.gate().leave();
        task.hasLeftLine();
        task.engine().endElsewhere(() -> Ending.ofLine(task, new TaskTimeoutException(
                TimeLimit.PERMIT, "no permit of '" + task.limit() + "' within the permit timeout")));
    }

    private void interruptBody() {
        int now = task.word();
        while (Phase.with(now, Phase.RUNNING) == word && Phase.of(now) == Phase.RUNNING) {
            if ((now & Phase.EXPIRED) != 0 || task.interruptBody(now, Phase.EXPIRED)) {
                return;
            }
            now = task.word();
        }
    }
}
