package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Permit;
import io.atomicflow.task.Retry;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No thread of ours holds on to its carrier while it waits: seen in a JVM that has one carrier only. */
@Timeout(120)
class PinningTest {

    private static final String PINNED = "jdk.VirtualThreadPinned";

    @Test
    void noFrameOfOursPinsACarrier(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("pinned.jfr");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-cp",
                System.getProperty("java.class.path"),
                Busy.class.getName(),
                file.toString())
                .inheritIO()
                .start();

        assertEquals(true, process.waitFor(100, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), "with one carrier it hung or failed");
        assertEquals(
                List.of(),
                RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals(PINNED))
                        .filter(PinningTest::isOurs)
                        .map(RecordedEvent::toString)
                        .toList());
    }

    private static boolean isOurs(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
        boolean entersAMonitorOfTheJdk = event.hasField("blockingOperation")
                && String.valueOf(event.getString("blockingOperation")).contains("monitor enter")
                && !frames.isEmpty() && !isOurs(frames.getFirst());
        return !entersAMonitorOfTheJdk && (frames.isEmpty() || frames.stream().anyMatch(PinningTest::isOurs));
    }

    private static boolean isOurs(RecordedFrame frame) {
        return frame.getMethod().getType().getName().startsWith("io.atomicflow.");
    }

    /** Waits in every way in which a body can. */
    static final class Busy {

        private Busy() {}

        public static void main(String[] args) throws Exception {
            try (Recording recording = new Recording()) {
                recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
                recording.start();
                work();
                recording.stop();
                recording.dump(Path.of(args[0]));
            }
        }

        private static void work() throws Exception {
            try (AtomicFlow flow = AtomicFlow.builder().queueCapacity(10).build()) {
                Limit one = flow.limit("one", 1);
                List<TaskHandle<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    Task<Integer> task = Task.named("t").limit("ten", 10).runTimeout(Duration.ofMinutes(1))
                            .retry(Retry.times(1)).call(context -> {
                                try (Permit permit = one.acquire()) {
                                    LockSupport.parkNanos(1_000); // lets others at the one carrier
                                    int child = flow.submit(flow.limit("child", 3), () -> (int) (permit.id() & 1))
                                            .join();
                                    if (context.attempt() == 1) {
                                        throw new IOException("again");
                                    }
                                    return child;
                                }
                            });
                    tasks.add(flow.submit(task, Admission.block(Duration.ofMinutes(1))));
                }
                for (TaskHandle<Integer> task : tasks) {
                    task.await();
                }
            }
        }
    }
}
