package io.atomicflow.server.live;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;

/** All that events are folded into; one listener, so that each event is heard by all or by none. */
final class Fold implements FlowListener {

    private final LimitIndex limits = new LimitIndex();
    private final WorkerCells cells = new WorkerCells();
    private final EventTimes times = new EventTimes();
    private final TaskTable table;

    Fold(int maxNamed, int maxReserve) {
        this.table = new TaskTable(maxNamed, maxReserve, limits);
    }

    @Override
    public void onEvent(TaskEvent event) {
        table.onEvent(event);
        cells.onEvent(event);
        times.onEvent(event);
    }

    @Override
    public void onDropped(long count) {
        table.onDropped(count);
        cells.onDropped(count);
        times.onDropped(count);
    }

    LimitIndex limits() {
        return limits;
    }

    TaskTable table() {
        return table;
    }

    WorkerCells cells() {
        return cells;
    }

    EventTimes times() {
        return times;
    }
}
