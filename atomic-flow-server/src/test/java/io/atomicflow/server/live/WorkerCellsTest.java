package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerCellsTest {

    private final WorkerCells cells = new WorkerCells();

    private void begin(long task, int worker) {
        cells.onEvent(Events.began(task, worker, Duration.ZERO));
    }

    private void hear(long task, TaskState state) {
        cells.onEvent(Events.of(task, "1", state));
    }

    @Test
    void eachWorkerIsToldWithWhatItRunsAndHowWhatItRanEnded() {
        begin(1, 0);
        begin(2, 1);
        hear(1, TaskState.COMPLETE);
        begin(3, 0);
        hear(2, TaskState.FAILED);

        assertEquals(List.of(new Cell(3, 1, 0), new Cell(0, 0, 1)), cells.of(2));
    }

    @Test
    void anAttemptThatIsTriedAgainHasFailedOnItsWorker() {
        begin(1, 0);
        cells.onEvent(Events.retried(1, "1", 1, Duration.ZERO));

        assertEquals(List.of(new Cell(0, 0, 1)), cells.of(1));
    }

    @Test
    void whatRanOutOfTimeHasFailedAndWhatWasCancelledHasJustLeft() {
        begin(1, 0);
        hear(1, TaskState.TIMED_OUT);
        begin(2, 0);
        hear(2, TaskState.CANCELLED);

        assertEquals(List.of(new Cell(0, 0, 1)), cells.of(1));
    }

    @Test
    void whatEndsInALineConcernsNoWorker() {
        begin(1, 0);
        hear(2, TaskState.LOCK_CHECK);
        cells.onEvent(Events.retried(2, "1", 1, Duration.ZERO));
        hear(2, TaskState.TIMED_OUT);
        hear(3, TaskState.CANCELLED);

        assertEquals(List.of(new Cell(1, 0, 0)), cells.of(1));
    }

    @Test
    void standInsAndThreadsThatAreNoWorkersAreLeftOut() {
        begin(1, 2);
        begin(2, -1);
        begin(3, WorkerCells.MOST);
        hear(3, TaskState.COMPLETE);

        assertEquals(List.of(Cell.FRESH, Cell.FRESH), cells.of(2));
    }

    @Test
    void noMoreWorkersAreToldThanCanBeToldApart() {
        assertEquals(WorkerCells.MOST, cells.of(1_000).size());
    }

    @Test
    void whatIsHeardWhileHealingCountsMoreThanTheComparison() {
        begin(1, 0);
        cells.onDropped(1);

        cells.heal(visitor -> begin(2, 0));

        assertEquals(List.of(new Cell(2, 0, 0)), cells.of(1));
    }

    @Test
    void withoutALossNothingIsCompared() {
        begin(1, 0);

        cells.heal(visitor -> {});

        assertEquals(List.of(new Cell(1, 0, 0)), cells.of(1));
    }

    @Test
    void aTaskThatWasNotHeardToLeaveOneWorkerEndsOnTheOneWhereItRunsNow() {
        begin(1, 0);
        cells.onDropped(1);
        begin(1, 1);
        assertEquals(List.of(new Cell(0, 0, 0), new Cell(1, 0, 0)), cells.of(2));

        begin(2, 0);
        hear(1, TaskState.COMPLETE);

        assertEquals(List.of(new Cell(2, 0, 0), new Cell(0, 1, 0)), cells.of(2));
    }
}
