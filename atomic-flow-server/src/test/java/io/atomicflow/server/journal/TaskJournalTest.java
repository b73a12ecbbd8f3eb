package io.atomicflow.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.task.TaskState;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskJournalTest {

    private static final long NOW = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    private final Set<Long> known = new HashSet<>();
    private final TaskJournal journal = new TaskJournal(known::contains, 100);

    private Happened task(long id) {
        return new Happened(id, journal);
    }

    private static List<String> told(History history) {
        return history.steps().stream()
                .map(step -> step.epochNanos() / MILLI + " " + step.state() + " " + step.attempt() + " " + step.worker()
                        + " " + step.note())
                .toList();
    }

    private static String told(Attempt attempt) {
        return attempt.number() + ": " + millis(attempt.queuedNanos()) + " " + millis(attempt.waitNanos()) + " "
                + millis(attempt.runNanos()) + " " + attempt.end();
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? Long.toString(nanos.getAsLong() / MILLI) : "-";
    }

    private static List<String> attempts(Happened task, TaskState state, long nowMillis) {
        return task.history().attempts(state, nowMillis * MILLI).stream().map(TaskJournalTest::told).toList();
    }

    @Test
    void everyStepOfATaskIsWrittenDownWithItsTimeItsAttemptItsWorkerAndWhatWentWrong() {
        Happened task = task(7).scheduled(5)
                .queued(10, 1)
                .lockCheck(20, 1)
                .permitDidNotCome(50, 1)
                .queued(50, 2)
                .lockCheck(60, 2)
                .inProgress(75, 2, 4, 15)
                .failed(80, 2, new IllegalStateException("no"));

        assertEquals(
                List.of(
                        "5 SCHEDULED 1 -1 null",
                        "10 QUEUED 1 -1 null",
                        "20 LOCK_CHECK 1 -1 null",
                        "50 SCHEDULED 1 -1 its permit time ran out",
                        "50 QUEUED 2 -1 null",
                        "60 LOCK_CHECK 2 -1 null",
                        "75 IN_PROGRESS 2 4 null",
                        "80 FAILED 2 3 IllegalStateException: no"),
                told(task.history()));
        assertEquals(
                List.of("1: 10 30 - TIMED_OUT", "2: 10 15 5 FAILED"), attempts(task, TaskState.FAILED, 999));
    }

    @Test
    void aPermitThatWasFreeWasNotWaitedForAndAShortRunHasTheTimeOfTheEvents() {
        Happened task = task(7).queued(10, 1).lockCheck(20, 1).inProgress(22, 1, 0, 0).complete(30, 1, 0);

        assertEquals(List.of("1: 10 - 8 COMPLETE"), attempts(task, TaskState.COMPLETE, 999));
        assertEquals(
                List.of("1: 10 - 6 COMPLETE"),
                attempts(task(8).queued(10, 1).lockCheck(20, 1).inProgress(22, 1, 0, 0).complete(30, 1, 6),
                        TaskState.COMPLETE, 999),
                "what was measured goes before it");
    }

    @Test
    void theClockOfALiveTaskRunsOnWhereItsHandleSaysToo() {
        Happened task = task(7).queued(10, 1).lockCheck(20, 1);

        assertEquals(List.of("1: 10 80 - null"), attempts(task, TaskState.LOCK_CHECK, 100));
        assertEquals(
                List.of("1: 10 - - null"),
                attempts(task, TaskState.IN_PROGRESS, 100),
                "the journal is behind: nobody knows how long it waited");
        assertEquals(List.of("1: 10 - - COMPLETE"), attempts(task, TaskState.COMPLETE, 100));
    }

    @Test
    void acrossAGapNoTimeIsMadeUp() {
        Happened task = task(7).queued(10, 1).lockCheck(20, 1);
        journal.onDropped(5);
        task.cancelled(90, 1);

        assertTrue(task.history().hasGaps());
        assertEquals(
                List.of("1: 10 - - CANCELLED"),
                attempts(task, TaskState.CANCELLED, 100),
                "it may have run, or waited: who knows");
        assertFalse(task(8).queued(95, 1).history().hasGaps(), "a task that came later misses nothing");
    }

    @Test
    void aStoryThatDoesNotBeginAtTheBeginningHasAGap() {
        assertTrue(task(1).lockCheck(20, 1).history().hasGaps());
        assertTrue(task(2).queued(20, 2).history().hasGaps());
        assertTrue(task(3).retried(20, 1, new IllegalStateException()).history().hasGaps());
        assertFalse(task(4).scheduled(20).queued(30, 1).lockCheck(40, 1).history().hasGaps());
        assertFalse(task(5).queued(30, 1).lockCheck(40, 1).history().hasGaps());
    }

    @Test
    void progressIsKnownAndBeginsAnewWithEachAttempt() {
        Happened task = task(7).queued(1, 1).lockCheck(2, 1).inProgress(3, 1, 0, 0).progress(0.256);
        assertEquals(26, task.history().progress());

        task.retried(4, 1, new IllegalStateException()).queued(5, 2);

        assertEquals(0, task.history().progress());
        assertEquals(5, task.history().steps().size(), "progress is no step");
    }

    @Test
    void ofALongStoryTheLatestStepsAreKeptAndHowManyWereLeftOutIsSaid() {
        Happened task = task(7);
        for (int attempt = 1; attempt <= 50; attempt++) {
            task.queued(attempt, attempt).retried(attempt, attempt, new IllegalStateException("no " + attempt));
        }

        History history = task.history();

        assertEquals(64, history.steps().size());
        assertEquals(36, history.omitted());
        assertEquals("IllegalStateException: no 50", history.steps().getLast().note());
        assertEquals("19 QUEUED 19 -1 null", told(history).getFirst());
        assertEquals("19 SCHEDULED 19 -1 IllegalStateException: no 19", told(history).get(1));
    }

    @Test
    void whatNobodyKnowsAnyMoreMakesRoom() {
        for (long id = 1; id <= 100; id++) {
            task(id).queued(NOW, 1);
        }
        known.addAll(List.of(1L, 100L));

        task(101).queued(NOW + 201, 1);

        assertEquals(3, journal.size());
        assertTrue(journal.history(1).isPresent());
        assertTrue(journal.history(100).isPresent());
        assertTrue(journal.history(101).isPresent());
    }

    @Test
    void whatIsNotKnownYetIsNotTakenForWhatIsNotKnownAnyMore() {
        for (long id = 1; id <= 100; id++) {
            task(id).queued(NOW, 1);
        }

        task(101).queued(NOW + 10, 1);

        assertEquals(100, journal.size());
        assertTrue(journal.history(101).isEmpty(), "no record, so no history");
    }

    @Test
    void thereIsNeverMoreThanSoMuchWhateverIsLive() {
        IntStream.rangeClosed(1, 10_000).forEach(id -> {
            known.add((long) id);
            task(id).queued(NOW + id, 1).lockCheck(NOW + id, 1);
        });

        assertEquals(100, journal.size());
        task(5).complete(NOW + 20_000, 1, 1);
        assertEquals(TaskState.COMPLETE, task(5).history().last().orElseThrow().state());
    }

    @Test
    void whatIsSaidOfAFailureIsCutAndNeverFails() {
        assertEquals("IllegalStateException", Trouble.of(new IllegalStateException()));
        String cut = Trouble.of(new IllegalStateException("x".repeat(1_000)));
        assertEquals(300, cut.length());
        assertTrue(cut.endsWith("x…"), cut);
        String whole = Trouble.of(new IllegalStateException("x" + "😀".repeat(500)));
        assertTrue(whole.length() <= 300 && Character.isLowSurrogate(whole.charAt(whole.length() - 2)), whole);
        assertEquals("Rude", Trouble.of(new Rude()));
    }

    private static final class Rude extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }
}
