package io.atomicflow.server.live;

import io.atomicflow.Percentiles;
import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import java.util.concurrent.atomic.AtomicLong;

/** What events say of time: how many there are, how long permits were waited for, how long bodies ran. */
final class EventTimes implements FlowListener {

    private final RecentTimes waits = new RecentTimes();
    private final RecentTimes runs = new RecentTimes();
    private final AtomicLong count = new AtomicLong();

    @Override
    public void onEvent(TaskEvent event) {
        count.incrementAndGet();
        if (event instanceof TaskEvent.InProgress began && began.waitNanos() > 0) {
            waits.add(began.waitNanos());
        } else if (event instanceof TaskEvent.Complete complete) {
            runs.add(complete.runNanos());
        } else if (event instanceof TaskEvent.Failed failed) {
            runs.add(failed.runNanos());
        }
    }

    @Override
    public void onDropped(long lost) {
        count.addAndGet(lost);
    }

    /** How many events there were so far, the lost ones too. */
    long count() {
        return count.get();
    }

    /** Of the permits that were waited for, since the last call. */
    Percentiles takeWaits() {
        return waits.take();
    }

    /** Of the bodies that ended, since the last call. */
    Percentiles takeRuns() {
        return runs.take();
    }
}
