package io.atomicflow.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskTableTest {

    private final TaskTable table = new TaskTable(3, 2, new LimitIndex());

    private void hear(long task, TaskState state) {
        table.onEvent(Events.of(task, "1", state));
    }

    @Test
    void aFrameHoldsTheLatestStateOfEachTaskThatChangedAndNothingElse() {
        hear(1, TaskState.QUEUED);
        hear(2, TaskState.QUEUED);
        hear(1, TaskState.IN_PROGRESS);
        assertEquals(
                Map.of(1L, new TaskPoint(0, TaskState.IN_PROGRESS, 0, 1), 2L, new TaskPoint(0, TaskState.QUEUED, 0, 1)),
                table.cut().tasks());

        assertEquals(Map.of(), table.cut().tasks());

        table.onEvent(Events.progress(1, "1", 0.255));
        assertEquals(Map.of(1L, new TaskPoint(0, TaskState.IN_PROGRESS, 26, 1)), table.cut().tasks());
    }

    @Test
    void anEndedTaskIsToldOnceWithItsEnd() {
        hear(1, TaskState.IN_PROGRESS);
        hear(1, TaskState.COMPLETE);

        assertEquals(Map.of(1L, new TaskPoint(0, TaskState.COMPLETE, 100, 1)), table.cut().tasks());
        assertEquals(Map.of(), table.cut().tasks());
        assertEquals(Map.of(), table.named());
    }

    @Test
    void onlySoManyTasksAreNamedAndTheyStayNamedUntilTheyEnd() {
        for (long task = 1; task <= 10; task++) {
            hear(task, TaskState.QUEUED);
        }
        hear(7, TaskState.IN_PROGRESS);

        assertEquals(Set.of(1L, 2L, 3L), table.cut().tasks().keySet());
        assertEquals(Set.of(1L, 2L, 3L), table.named().keySet());
    }

    @Test
    void whenANamedTaskEndsOneThatWaitedTakesItsPlaceInTheNextFrame() {
        for (long task = 1; task <= 5; task++) {
            hear(task, TaskState.QUEUED);
        }
        table.cut();

        hear(2, TaskState.FAILED);
        assertEquals(Map.of(2L, new TaskPoint(0, TaskState.FAILED, 0, 1)), table.cut().tasks());
        assertEquals(Set.of(4L), table.cut().tasks().keySet());
        assertEquals(Set.of(1L, 3L, 4L), table.named().keySet());
    }

    @Test
    void aFrameNamesNoMoreTasksThanAllowedHoweverManyPassThrough() {
        for (long task = 1; task <= 1_000; task++) {
            hear(task, TaskState.QUEUED);
            hear(task, TaskState.COMPLETE);
        }

        assertEquals(3, table.cut().tasks().size());
    }

    @Test
    void aTaskWhoseEndWasLostIsForgotten() {
        hear(1, TaskState.IN_PROGRESS);
        hear(2, TaskState.IN_PROGRESS);
        table.cut();
        table.onDropped(5);

        assertTrue(table.heal(live(Events.handle(2, "1", TaskState.IN_PROGRESS))));

        assertEquals(Set.of(2L), table.named().keySet());
        assertEquals(5, table.cut().dropped());
    }

    @Test
    void aTaskWhoseBeginningWasLostIsFound() {
        table.onDropped(5);

        assertFalse(table.heal(live(Events.handle(9, "1", TaskState.LOCK_CHECK))));

        assertEquals(Map.of(9L, new TaskPoint(0, TaskState.LOCK_CHECK, 0, 1)), table.cut().tasks());
    }

    @Test
    void whatIsHeardWhileHealingCountsMoreThanTheComparison() {
        hear(1, TaskState.IN_PROGRESS);
        table.onDropped(1);

        boolean forgotten = table.heal(visitor -> {
            visitor.accept(Events.handle(1, "1", TaskState.IN_PROGRESS));
            hear(1, TaskState.COMPLETE);
            hear(2, TaskState.QUEUED);
        });

        assertFalse(forgotten);
        assertEquals(Set.of(2L), table.named().keySet());
    }

    @Test
    void aTaskThatIsTriedAgainAtOnceIsQueuedWithItsNextAttemptWhicheverEventAFrameEndsWith() {
        hear(1, TaskState.LOCK_CHECK);
        table.cut();

        table.onEvent(Events.retried(1, "1", 1, Duration.ZERO));

        assertEquals(Map.of(1L, new TaskPoint(0, TaskState.QUEUED, 0, 2)), table.cut().tasks());
        table.onEvent(Events.of(1, "1", TaskState.QUEUED, 2));
        assertEquals(Map.of(1L, new TaskPoint(0, TaskState.QUEUED, 0, 2)), table.cut().tasks());
    }

    @Test
    void aTaskThatIsTriedAgainLaterIsScheduledForItsNextAttempt() {
        table.onEvent(Events.retried(1, "1", 3, Duration.ofMillis(200)));

        assertEquals(Map.of(1L, new TaskPoint(0, TaskState.SCHEDULED, 0, 4)), table.cut().tasks());
    }

    @Test
    void withoutALossNothingIsCompared() {
        hear(1, TaskState.QUEUED);

        assertFalse(table.heal(live()));

        assertEquals(Set.of(1L), table.named().keySet());
    }

    private static LiveTasks live(io.atomicflow.task.TaskHandle<?>... handles) {
        return List.of(handles)::forEach;
    }
}
