package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JfrTest {

    private static final String RUN = "io.atomicflow.TaskRun";
    private static final String WAIT = "io.atomicflow.PermitWait";
    private static final String RETRY = "io.atomicflow.TaskRetry";
    private static final String STATS = "io.atomicflow.FlowStats";

    @TempDir
    Path directory;

    private List<RecordedEvent> record(Duration threshold, Runnable what) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(RUN);
            recording.enable(RETRY);
            recording.enable(WAIT).withThreshold(threshold);
            recording.start();
            what.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return events;
    }

    private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    }

    @Test
    void eachAttemptAndEachRetryIsRecorded() throws Exception {
        List<RecordedEvent> events = record(Duration.ZERO, () -> {
            try (AtomicFlow flow = AtomicFlow.create()) {
                Task<String> task = Task.named("report").limit("reports", 1).retry(Retry.times(1)).call(context -> {
                    if (context.attempt() == 1) {
                        throw new IOException("again");
                    }
                    return "done";
                });
                flow.submit(task).join();
            }
        });

        List<RecordedEvent> runs = named(RUN, events).stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
        assertEquals(List.of("FAILED", "COMPLETE"), runs.stream().map(run -> run.getString("outcome")).toList());
        assertEquals(List.of(1, 2), runs.stream().map(run -> run.getInt("attempt")).toList());
        assertEquals("report", runs.getFirst().getString("name"));
        assertEquals("reports", runs.getFirst().getString("limit"));
        RecordedEvent retry = named(RETRY, events).getFirst();
        assertEquals("java.io.IOException: again", retry.getString("cause"));
        assertEquals(1, retry.getInt("attempt"));
        assertEquals(List.of(), named(WAIT, events), "nobody waited");
    }

    @Test
    void aWaitForAPermitIsRecordedFromItsThresholdOn() throws Exception {
        Runnable twoThatWait = () -> {
            try (AtomicFlow flow = AtomicFlow.create()) {
                Limit one = flow.limit("one", 1);
                Permit permit = one.tryAcquire().orElseThrow();
                TaskHandle<String> waits = flow.submit(one, () -> "x");
                Together.until("it waits", () -> one.waiting() == 1);
                permit.close();
                waits.join();
            }
        };

        RecordedEvent wait = named(WAIT, record(Duration.ZERO, twoThatWait)).getFirst();

        assertEquals("one", wait.getString("limit"));
        assertEquals(1, wait.getLong("taskId"));
        assertTrue(wait.getDuration().isPositive());
        assertEquals(List.of(), named(WAIT, record(Duration.ofHours(1), twoThatWait)));
    }

    @Test
    void theStateOfAFlowIsRecordedAsLongAsItIsOpen() throws Exception {
        Queue<RecordedEvent> stats = new ConcurrentLinkedQueue<>();
        try (RecordingStream stream = new RecordingStream()) {
            stream.enable(STATS).withPeriod(Duration.ofMillis(10));
            stream.onEvent(STATS, stats::add);
            stream.setReuse(false);
            stream.startAsync();
            AtomicFlow flow = AtomicFlow.create();
            Gate gate = new Gate();
            flow.submit(flow.limit("one", 1), () -> "ended").join();
            flow.submit(flow.limit("one"), gate::pass);
            gate.entered.await();
            flow.submit(flow.limit("one"), () -> "waits");
            flow.submit(flow.limit("one"), () -> "waits");
            flow.schedule(Task.named("t").call(context -> "later"), Duration.ofHours(1)).state();

            Together.until("its state is recorded", () -> stats.stream()
                    .anyMatch(event -> event.getLong("queued") == 1
                            && event.getLong("waiting") == 2
                            && event.getLong("running") == 1
                            && event.getLong("ended") == 1));
            gate.open.countDown();
            flow.close(Duration.ZERO);
        }
    }
}
