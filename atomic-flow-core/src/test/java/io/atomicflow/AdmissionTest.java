package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.TaskRejectedException.Reason;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a submit when the queue is full. The only worker is busy until the gate opens. */
@Timeout(120)
class AdmissionTest {

    private static final int CAPACITY = 3;

    private final ManualClock clock = new ManualClock();
    private final Gate busy = new Gate();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(1))
            .queueCapacity(CAPACITY)
            .build();
    private final Limit limit = flow.limit("ten", 10);

    @BeforeEach
    void theWorkerIsBusy() throws Exception {
        flow.submit(limit, busy::pass);
        busy.entered.await();
    }

    @AfterEach
    void everythingEnds() {
        busy.open.countDown();
        flow.close(Duration.ZERO);
        Together.until("all permits are back", () -> limit.held() == 0);
        assertEquals(0, flow.snapshot().tasks().live());
        assertEquals(0, flow.snapshot().queueUsed());
    }

    private static Task<String> task() {
        return Task.named("t").limit("ten", 10).call(context -> "done");
    }

    private static List<Task<String>> tasks(int count) {
        return Collections.nCopies(count, task());
    }

    private TaskRejectedException refused(Admission admission) {
        return assertThrows(TaskRejectedException.class, () -> flow.submit(task(), admission));
    }

    @Test
    void rejectSaysHowMuchRoomThereWas() {
        flow.submit(task());

        TaskRejectedException refusal = assertThrows(
                TaskRejectedException.class, () -> flow.submitAll(tasks(3), Stagger.none()));

        assertEquals(Reason.FULL, refusal.reason());
        assertEquals(2, refusal.room());
        assertEquals(2, flow.snapshot().tasks().accepted());
    }

    @Test
    void theOldestQueuedTaskIsDroppedForTheNewest() {
        List<TaskHandle<String>> old = flow.submitAll(tasks(CAPACITY), Stagger.none());

        TaskHandle<String> newest = flow.submit(task(), Admission.dropOldest());

        assertEquals(TaskState.CANCELLED, old.getFirst().state());
        assertTrue(old.getFirst().outcome().isPresent());
        assertEquals(CAPACITY, flow.snapshot().queueUsed());
        busy.open.countDown();
        assertEquals("done", newest.join());
        assertEquals("done", old.get(1).join());
        assertEquals("done", old.get(2).join());
    }

    @Test
    void asManyAreDroppedAsABatchNeeds() {
        List<TaskHandle<String>> old = flow.submitAll(tasks(CAPACITY), Stagger.none());

        flow.submitAll(tasks(2), Stagger.none(), Admission.dropOldest());

        assertEquals(
                List.of(TaskState.CANCELLED, TaskState.CANCELLED, TaskState.QUEUED),
                old.stream().map(TaskHandle::state).toList());
    }

    @Test
    void whatIsScheduledOrRunsIsNotDropped() {
        List<TaskHandle<String>> scheduled = flow.submitAll(tasks(CAPACITY), index -> Duration.ofHours(1));

        assertEquals(Reason.FULL, refused(Admission.dropOldest()).reason());

        scheduled.forEach(task -> assertEquals(TaskState.SCHEDULED, task.state()));
        assertEquals(1, limit.held());
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void aBatchThatCouldNeverFitDropsNobody() {
        List<TaskHandle<String>> old = flow.submitAll(tasks(CAPACITY), Stagger.none());

        assertThrows(
                TaskRejectedException.class,
                () -> flow.submitAll(tasks(CAPACITY + 1), Stagger.none(), Admission.dropOldest()));

        old.forEach(task -> assertEquals(TaskState.QUEUED, task.state()));
    }

    @Test
    void aDropFreesTheSlotsOfTasksThatWereCancelledBefore() {
        List<TaskHandle<String>> old = flow.submitAll(tasks(CAPACITY), Stagger.none());
        old.getFirst().cancel();
        TaskHandle<String> second = flow.submit(task());

        flow.submit(task(), Admission.dropOldest());

        assertEquals(TaskState.CANCELLED, old.get(1).state());
        assertEquals(TaskState.QUEUED, second.state());
    }

    @Test
    void asMuchOfABatchAsFitsIsSubmitted() {
        flow.submit(task());

        PartialBatch<String> batch = flow.submitWhatFits(tasks(5), Stagger.none());
        PartialBatch<String> none = flow.submitWhatFits(tasks(2), Stagger.none());

        assertEquals(2, batch.accepted().size());
        assertEquals(3, batch.refused().size());
        assertEquals(0, none.accepted().size());
        assertEquals(2, none.refused().size());
        busy.open.countDown();
        batch.accepted().forEach(task -> assertEquals("done", task.join()));
        flow.close();
        assertThrows(TaskRejectedException.class, () -> flow.submitWhatFits(tasks(1), Stagger.none()));
    }

    @Test
    void aTaskForLaterTakesItsSlotNowAndRunsThen() {
        TaskHandle<String> later = flow.schedule(task(), Duration.ofSeconds(1));
        TaskHandle<String> now = flow.schedule(task(), Duration.ofSeconds(-1));

        assertEquals(TaskState.SCHEDULED, later.state());
        assertEquals(TaskState.QUEUED, now.state());
        assertEquals(2, flow.snapshot().queueUsed());
        busy.open.countDown();
        assertEquals("done", now.join());
        clock.advance(Duration.ofSeconds(1));
        assertEquals("done", later.join());
    }

    @Test
    void aTaskForLaterThatIsCancelledGivesItsSlotBackAndNeverRuns() {
        List<TaskHandle<String>> later = flow.submitAll(tasks(CAPACITY), index -> Duration.ofDays(10_000_000));

        later.forEach(task -> assertTrue(task.cancel()));
        later.forEach(task -> assertFalse(task.cancel()));

        assertEquals(0, flow.snapshot().queueUsed());
        assertEquals(CAPACITY, flow.submitAll(tasks(CAPACITY), Stagger.none()).size());
    }

    @Test
    void theFlowsOwnPolicyCountsWhereASubmitHasNone() {
        try (AtomicFlow dropping = AtomicFlow.builder()
                .workers(Workers.persistent(1))
                .queueCapacity(1)
                .onFull(Admission.dropOldest())
                .build()) {
            Gate gate = new Gate();
            dropping.submit(dropping.limit("x", 10), gate::pass);
            Together.until("it runs", () -> gate.entered.getCount() == 0);
            TaskHandle<String> old = dropping.submit(dropping.limit("x"), () -> "old");

            dropping.submit(dropping.limit("x"), () -> "new");

            assertEquals(TaskState.CANCELLED, old.state());
            assertThrows(TaskRejectedException.class, () -> dropping.submit(task(), Admission.reject()));
            gate.open.countDown();
        }
    }

    @Test
    void afterAStormOfRefusalsEverythingRunsAtFullSpeedAgain() {
        flow.submitAll(tasks(CAPACITY), Stagger.none());
        for (int i = 0; i < 10_000; i++) {
            refused(Admission.reject());
        }

        busy.open.countDown();

        for (int i = 0; i < 100; i++) {
            Together.until("there is room", () -> flow.snapshot().queueUsed() == 0);
            flow.submitAll(tasks(CAPACITY), Stagger.none()).forEach(task -> assertEquals("done", task.join()));
        }
    }

    @Test
    void nobodyIsRefusedAsLongAsThereIsRoom() {
        busy.open.countDown();
        Together.run(CAPACITY, number -> {
            for (int i = 0; i < 5_000; i++) {
                assertEquals("done", flow.submit(task(), Admission.reject()).join());
            }
        });
    }
}
