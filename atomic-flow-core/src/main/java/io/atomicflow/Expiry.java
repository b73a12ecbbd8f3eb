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
        switch (limit) {
            case QUEUE -> endAtRest();
            case PERMIT -> {
                if (task.policy().retry().equals(Retry.never())) {
                    endAtRest();
                } else {
                    leaveLineToDecide();
                }
            }
            case RUN -> interruptBody();
        }
    }

    private void endAtRest() {
        if (task.advanceWord(word, Phase.with(word, Phase.GIVING_UP) | Phase.EXPIRED)) {
            Ending.timedOut(task, Phase.of(word), limit);
        } else {
            comeBackIfTooEarly();
        }
    }

    /** The filter of the retry is somebody else's code, and may not hold up the timers. */
    private void leaveLineToDecide() {
        if (task.advanceWord(word, Phase.with(word, Phase.RETRYING))) {
            task.gate().leave();
            task.hasLeftLine();
            task.engine.endElsewhere(() -> Ending.ofLine(task, new TaskTimeoutException(
                    TimeLimit.PERMIT, "no permit of '" + task.limit() + "' within the permit timeout")));
        } else {
            comeBackIfTooEarly();
        }
    }

    private void interruptBody() {
        for (int now = task.word(); Phase.with(now, Phase.RUNNING) == word && Phase.of(now) == Phase.RUNNING; now = task
                .word()) {
            if ((now & Phase.EXPIRED) != 0 || task.interruptBody(now, Phase.EXPIRED)) {
                return;
            }
        }
    }

    /** The clock is started a moment before the task comes to rest. */
    private void comeBackIfTooEarly() {
        int now = task.word();
        int phase = Phase.of(now);
        boolean tooEarly = Phase.with(now, Phase.of(word)) == word
                && Phase.isOwned(phase) && phase != Phase.RETRYING && phase < Phase.of(word);
        boolean isRetryOnItsWay = phase == Phase.RETRYING && limit == TimeLimit.QUEUE
                && Phase.with(now, Phase.of(word)) == word;
        if (tooEarly || isRetryOnItsWay) {
            task.engine.timers().add(task.engine.clock().nanoTime(), this);
        }
    }
}
