package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.TaskRejectedException.Reason;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Submits that wait for room. The only worker is busy until the gate opens, and the queue is full. */
@Timeout(120)
class BlockedSubmittersTest {

    private static final int CAPACITY = 4;
    private static final Admission BLOCK = Admission.block(Duration.ofSeconds(1));

    private final ManualClock clock = new ManualClock();
    private final Gate busy = new Gate();
    private final AtomicFlow flow = AtomicFlow.builder()
            .clock(clock)
            .workers(Workers.persistent(1))
            .queueCapacity(CAPACITY)
            .onFull(BLOCK)
            .build();
    private final Limit limit = flow.limit("ten", 10);
    private final List<TaskHandle<String>> queued = new ArrayList<>();

    /** A thread that submits, and what came of it. */
    private static final class Submitter {
        final CompletableFuture<List<TaskHandle<String>>> handles = new CompletableFuture<>();
        final CompletableFuture<Reason> refusal = new CompletableFuture<>();
        final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        final Thread thread;

        Submitter(AtomicFlow flow, int count) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    handles.complete(flow.submitAll(tasks(count), Stagger.none()));
                } catch (TaskRejectedException e) {
                    refusal.complete(e.reason());
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            Together.until("it waits", () -> thread.getState() == Thread.State.WAITING);
        }
    }

    @BeforeEach
    void theQueueIsFull() throws Exception {
        flow.submit(limit, busy::pass);
        busy.entered.await();
        queued.addAll(flow.submitAll(tasks(CAPACITY), Stagger.none()));
    }

    @AfterEach
    void everythingEnds() {
        busy.open.countDown();
        flow.close(Duration.ZERO);
        assertEquals(0, flow.snapshot().tasks().live());
    }

    private static List<Task<String>> tasks(int count) {
        return Collections.nCopies(count, Task.named("t").limit("ten", 10).call(context -> "done"));
    }

    @Test
    void whoWaitedFirstIsServedFirst() {
        List<Submitter> line = new ArrayList<>();
        for (int i = 0; i < CAPACITY; i++) {
            line.add(new Submitter(flow, 1));
        }

        long last = 0;
        for (Submitter next : line) {
            assertTrue(line.stream().filter(one -> one.handles.isDone()).count() == line.indexOf(next));
            queued.removeFirst().cancel();
            long id = next.handles.join().getFirst().id();
            assertTrue(id > last);
            last = id;
        }
        assertEquals(CAPACITY, flow.snapshot().queueUsed());
    }

    @Test
    void aLargeBatchIsNotOvertakenBySmallOnes() {
        Submitter large = new Submitter(flow, CAPACITY);
        Submitter small = new Submitter(flow, 1);

        for (int i = 1; i < CAPACITY; i++) {
            queued.removeFirst().cancel();
        }
        Together.until("both wait", () -> large.thread.getState() == Thread.State.WAITING
                && small.thread.getState() == Thread.State.WAITING);
        assertEquals(1, flow.snapshot().queueUsed());
        queued.removeFirst().cancel();

        assertTrue(large.handles.join().getLast().id() < large.handles.join().getFirst().id() + CAPACITY);
        busy.open.countDown();
        assertTrue(small.handles.join().getFirst().id() > large.handles.join().getLast().id());
    }

    @Test
    void whoFindsNoRoomInTimeIsRefusedAndTheNextOneTakesItsPlace() {
        Submitter large = new Submitter(flow, CAPACITY);
        Submitter small = new Submitter(flow, 1);
        queued.removeFirst().cancel();

        large.thread.interrupt();

        assertEquals(Reason.INTERRUPTED, large.refusal.join());
        assertEquals(1, small.handles.join().size());
    }

    @Test
    void whenTheTimeIsOverTheSubmitIsRefusedAsFull() {
        Submitter late = new Submitter(flow, 1);

        clock.advance(Duration.ofSeconds(1));

        assertEquals(Reason.FULL, late.refusal.join());
        assertEquals(CAPACITY + 1, flow.snapshot().tasks().accepted());
    }

    @Test
    void aZeroTimeDoesNotWait() {
        assertEquals(
                Reason.FULL,
                org.junit.jupiter.api.Assertions.assertThrows(
                        TaskRejectedException.class,
                        () -> flow.submit(tasks(1).getFirst(), Admission.block(Duration.ZERO)))
                        .reason());
    }

    @Test
    void anInterruptedSubmitterIsRefusedAndKeepsItsFlag() {
        Submitter submitter = new Submitter(flow, 1);

        submitter.thread.interrupt();

        assertEquals(Reason.INTERRUPTED, submitter.refusal.join());
        assertTrue(submitter.interrupted.join());
        assertEquals(CAPACITY + 1, flow.snapshot().tasks().accepted());
    }

    @Test
    void aCloseRefusesAllWhoWait() {
        List<Submitter> line = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            line.add(new Submitter(flow, 1));
        }

        busy.open.countDown();
        CloseReport report = flow.close(Duration.ofSeconds(60));

        long in = line.stream().filter(one -> {
            one.interrupted.join();
            return one.handles.isDone();
        }).count();
        assertEquals(in + CAPACITY + 1, flow.snapshot().tasks().complete());
        assertEquals(0, report.cancelled());
        line.forEach(one -> assertTrue(one.handles.isDone() || one.refusal.join() == Reason.CLOSED));
    }

    @Test
    void theBoundIsExactHoweverManyWait() {
        busy.open.countDown();
        Together.run(8, number -> {
            for (int i = 0; i < 500; i++) {
                flow.submitAll(tasks(number % 3 + 1), Stagger.none(), Admission.block(Duration.ofDays(1)));
                int used = flow.snapshot().queueUsed();
                assertTrue(used <= CAPACITY, "used " + used);
            }
        });
        assertEquals(0, flow.close(Duration.ofSeconds(60)).cancelled());
        assertEquals(500 * (1 + 2 + 3 + 1 + 2 + 3 + 1 + 2) + CAPACITY + 1, flow.snapshot().tasks().complete());
    }
}
