package io.atomicflow;

/** What a timer does when the time of a scheduled task has come. */
record Due(TaskRun<?> task, int scheduledWord) implements Runnable {

    @Override
    public void run() {
        int now = task.word();
        while (now == scheduledWord) {
            if (task.advanceWord(now, Phase.with(now, Phase.ENQUEUING))) {
                task.engine().counters().due();
                enqueue();
                return;
            }
            now = task.word();
        }
        if (isOnItsWay(now)) {
            task.engine().timers().add(task.engine().clock().nanoTime(), this); // in a moment
        }
    }

    /** A limit that went away meanwhile is made again, by what is somebody else's code. */
    private void enqueue() {
        if (task.entry.hasEnded()) {
            task.engine().endElsewhere(task::enqueue);
        } else {
            task.enqueue();
        }
    }

    /** The timer is set a moment before the task comes to rest. */
    private boolean isOnItsWay(int now) {
        int phase = Phase.of(now);
        return Phase.attemptOf(now) == Phase.attemptOf(scheduledWord)
                && (phase == Phase.ENQUEUING || phase == Phase.RETRYING);
    }
}
