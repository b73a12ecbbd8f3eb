package io.atomicflow.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    /** Notes what it is told, and checks the order while it listens. */
    private static class Notes implements FlowListener {
        final AtomicLong told = new AtomicLong();
        final AtomicLong dropped = new AtomicLong();
        final List<String> faults = new CopyOnWriteArrayList<>();
        private long expected;

        @Override
        public void onEvent(TaskEvent event) {
            if (event.sequence() != expected) {
                faults.add("expected " + expected + ", was " + event.sequence());
            }
            expected = event.sequence() + 1;
            told.incrementAndGet();
        }

        @Override
        public void onDropped(long count) {
            expected += count;
            dropped.addAndGet(count);
        }
    }

    private static EventStream start(int buffer, FlowListener... listeners) {
        EventStream stream = new EventStream(buffer);
        List.of(listeners).forEach(stream::add);
        stream.loops().forEach(loop -> Thread.ofPlatform().daemon().start(loop));
        return stream;
    }

    private static void publish(EventStream stream, int count) {
        for (int i = 0; i < count; i++) {
            stream.publish(
                    sequence -> new TaskEvent.Queued(
                            new TaskEvent.Stamp(sequence, 0, 1, "task", "limit", 1, Map.of())));
        }
    }

    @Test
    void everyListenerIsToldEveryEventInOrderHoweverManyPublish() {
        Notes one = new Notes();
        Notes two = new Notes();
        EventStream stream = start(1 << 20, one, two);

        Together.run(4, number -> publish(stream, 50_000));

        Together.until("all are told", () -> one.told.get() == 200_000 && two.told.get() == 200_000);
        assertEquals(List.of(), one.faults);
        assertEquals(List.of(), two.faults);
        stream.close();
    }

    @Test
    void aListenerThatSleepsIsWokenByTheNextEvent() {
        Notes recorder = new Notes();
        EventStream stream = start(16, recorder);
        for (int i = 1; i <= 2_000; i++) {
            publish(stream, 1);
            int expected = i;
            Together.until("event " + i + " is told", () -> recorder.told.get() == expected);
        }
        assertEquals(0, recorder.dropped.get());
        stream.close();
    }

    @Test
    void aListenerThatBlocksLosesEventsKnowsHowManyAndHoldsUpNobody() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Notes quick = new Notes();
        Notes slow = new Notes() {
            @Override
            public void onEvent(TaskEvent event) {
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                super.onEvent(event);
            }
        };
        EventStream stream = start(64, quick, slow);

        for (int i = 1; i <= 1_000; i++) {
            publish(stream, 1);
            int expected = i;
            Together.until("the quick one is told", () -> quick.told.get() == expected);
        }
        mayGoOn.countDown();

        Together.until("told or dropped", () -> slow.told.get() + slow.dropped.get() == 1_000);
        assertTrue(slow.dropped.get() > 900, "dropped " + slow.dropped);
        assertEquals(List.of(), slow.faults);
        assertEquals(0, quick.dropped.get());
        stream.close();
    }

    @Test
    void anEventThatComesAWholeRoundLateLeavesTheNewerOneInItsPlace() {
        Notes notes = new Notes();
        EventStream stream = new EventStream(16);
        stream.add(notes);

        stream.publish(sequence -> {
            publish(stream, 16); // the last of them has the place of this one
            return new TaskEvent.Queued(new TaskEvent.Stamp(sequence, 0, 1, "late", "limit", 1, Map.of()));
        });
        stream.loops().forEach(loop -> Thread.ofPlatform().daemon().start(loop));

        Together.until("all are told or dropped", () -> notes.told.get() + notes.dropped.get() == 17);
        assertEquals(List.of(), notes.faults);
        stream.close();
    }

    @Test
    void noListenerIsLeftWaitingForAnEventHoweverOftenPublishersOvertakeEachOther() {
        Notes notes = new Notes();
        EventStream stream = start(2, notes);

        Together.run(4, number -> publish(stream, 50_000));

        Together.until("all are told or dropped", () -> notes.told.get() + notes.dropped.get() == 200_000);
        assertEquals(List.of(), notes.faults);
        stream.close();
    }

    @Test
    void aListenerThatThrowsIsToldTheNextEventAllTheSame() {
        AtomicLong told = new AtomicLong();
        AtomicBoolean first = new AtomicBoolean(true);
        EventStream stream = start(16, event -> {
            if (first.getAndSet(false)) {
                throw new StackOverflowError("a listener's fault");
            }
            told.incrementAndGet();
        });

        publish(stream, 3);

        Together.until("the others are told", () -> told.get() == 2);
        stream.close();
    }

    @Test
    void aClosedStreamTellsWhatWasPublishedThenEndsItsThreads() {
        Notes recorder = new Notes();
        EventStream stream = new EventStream(1 << 12);
        stream.add(recorder);
        publish(stream, 1_000);
        List<Thread> threads = new ArrayList<>();
        stream.close();
        stream.loops().forEach(loop -> threads.add(Thread.ofPlatform().daemon().start(loop)));

        Together.until("the loops ended", () -> threads.stream().noneMatch(Thread::isAlive));
        assertEquals(1_000, recorder.told.get());
    }

    @Test
    void aBufferOutOfBoundsIsRefusedByName() {
        for (int buffer : new int[]{0, 1, -1, Integer.MAX_VALUE}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new EventStream(buffer))
                    .getMessage();
            assertTrue(message.contains("buffer") && message.contains("" + buffer), message);
        }
    }
}
