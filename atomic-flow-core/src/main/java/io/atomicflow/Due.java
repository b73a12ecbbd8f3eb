package io.atomicflow;

/** What a timer does when the time of a scheduled task has come. */
record Due(TaskRun<?> task, int scheduledWord) implements Runnable {

    @Override
    public void run() {
        if (task.advanceWord(scheduledWord, Phase.with(scheduledWord, Phase.ENQUEUING))) {
            task.engine.counters().due();
            task.enqueue();
        } else if (Phase.attemptOf(task.word()) == Phase.attemptOf(scheduledWord) && isOnItsWay(task.phase())) {
            task.engine.timers().add(task.engine.clock().nanoTime(), this); // not at rest yet: in a moment
        }
    }

    private static boolean isOnItsWay(int phase) {
        return phase == Phase.ENQUEUING || phase == Phase.RETRYING;
    }
}
