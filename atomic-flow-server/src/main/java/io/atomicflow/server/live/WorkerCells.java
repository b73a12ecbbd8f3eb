package io.atomicflow.server.live;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Folds events into what each worker does and has done. What events are lost is missing in its counts; what it seems
 * to run then is set right by {@link #heal}.
 *
 * <p><b>Thread-safety:</b> one thread folds, another looks; one lock, held for a step.
 */
final class WorkerCells implements FlowListener {

    /** More than these nobody could tell apart. */
    static final int MOST = 256;

    private final Object lock = new Object();
    private final Cell[] cells = new Cell[MOST];

    /** Where each task runs that is in a cell: some ends do not say so. */
    private final Map<Long, Integer> workers = new HashMap<>();

    private boolean lossy;

    WorkerCells() {
        Arrays.fill(cells, Cell.FRESH);
    }

    @Override
    public void onEvent(TaskEvent event) {
        long task = event.stamp().taskId();
        synchronized (lock) {
            switch (event) {
                case TaskEvent.InProgress began -> begin(task, began.worker());
                case TaskEvent.Complete complete -> end(task, Cell::completes);
                case TaskEvent.Failed failed -> end(task, Cell::fails);
                case TaskEvent.Retried again -> end(task, Cell::fails);
                case TaskEvent.TimedOut late -> end(task, Cell::fails);
                case TaskEvent.Cancelled cancelled -> end(task, Cell::leaves);
                case TaskEvent.Progress stillThere -> {
                }
                case TaskEvent.Scheduled notYet -> {
                }
                case TaskEvent.Queued notYet -> {
                }
                case TaskEvent.LockCheck notYet -> {
                }
            }
        }
    }

    private void begin(long task, int worker) {
        if (worker >= 0 && worker < MOST) {
            leaveWhereItWas(task);
            workers.remove(cells[worker].task());
            cells[worker] = cells[worker].begins(task);
            workers.put(task, worker);
        }
    }

    /** A task is in one cell at the most, also if it was not heard that it left another one. */
    private void leaveWhereItWas(long task) {
        end(task, Cell::leaves);
    }

    /** Does nothing for a task that ends in a line, on a stand-in, or on a worker beyond those that are shown. */
    private void end(long task, UnaryOperator<Cell> how) {
        Integer worker = workers.remove(task);
        if (worker != null) {
            cells[worker] = how.apply(cells[worker]);
        }
    }

    @Override
    public void onDropped(long count) {
        synchronized (lock) {
            lossy = true;
        }
    }

    /** The cells of the first {@link #MOST} of so many workers; what stand-ins do is not among them. */
    List<Cell> of(int count) {
        synchronized (lock) {
            return List.of(Arrays.copyOf(cells, Math.min(count, MOST)));
        }
    }

    /** Empties the cells whose tasks do not run any more, if events were lost. */
    void heal(LiveTasks live) {
        Cell[] before;
        synchronized (lock) {
            if (!lossy) {
                return;
            }
            lossy = false;
            before = cells.clone();
        }
        Set<Long> running = new HashSet<>();
        live.forEach(task -> {
            if (task.state() == TaskState.IN_PROGRESS) {
                running.add(task.id());
            }
        });
        synchronized (lock) {
            for (int worker = 0; worker < MOST; worker++) {
                // One of which something was heard meanwhile is newer than the comparison.
                if (cells[worker].equals(before[worker]) && !running.contains(cells[worker].task())) {
                    workers.remove(cells[worker].task());
                    cells[worker] = cells[worker].leaves();
                }
            }
        }
    }
}
