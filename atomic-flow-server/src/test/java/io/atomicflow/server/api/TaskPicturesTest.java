package io.atomicflow.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.AtomicFlow;
import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.LoadInjector;
import io.atomicflow.server.demo.LoadOrder;
import io.atomicflow.server.demo.Spread;
import io.atomicflow.server.demo.TaskFilter;
import io.atomicflow.server.demo.Workload;
import io.atomicflow.server.journal.TaskJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPicturesTest {

    private static final TaskFilter LIVE = new TaskFilter(TaskFilter.LIVE, null, null);
    private static final TaskFilter ENDED = new TaskFilter(TaskFilter.ENDED, null, null);

    @Test
    void whatHasEndedSinceItWasFoundIsNotOnAListOfLiveTasks() throws InterruptedException {
        KnownTasks known = new KnownTasks(Clock.systemUTC());
        TaskPictures pictures = new TaskPictures(new TaskJournal(known::contains), Clock.systemUTC());
        try (AtomicFlow flow = AtomicFlow.builder().build()) {
            flow.pause();
            var unused = new LoadInjector(flow, known)
                    .inject(new LoadOrder(3, 3, Workload.SLEEP, Duration.ZERO, Spread.NONE, Duration.ZERO, 1, 7));
            List<KnownTask> found = known.newest(LIVE, 10);
            assertEquals(3, pictures.rows(found, LIVE).count());

            flow.resume();
            assertTrue(flow.drain(Duration.ofSeconds(10)));

            assertEquals(List.of(), pictures.rows(found, LIVE).toList());
            assertEquals(3, pictures.rows(found, ENDED).count());
        }
    }
}
