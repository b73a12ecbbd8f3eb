package io.atomicflow.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final Duration HEADER = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration BODY = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration INSTANT = Duration.ofNanos(1);
    private static final IpAddress PROXY = address("10.0.0.1");

    private final FakeTime time = new FakeTime();
    private final Door door = new Door(
            new DoorLimits(HEADER, KEEP_ALIVE, BODY, ANSWER, 100, 8192, 5, 3), time, PROXY::equals);
    private final AtomicInteger hungUp = new AtomicInteger();

    private static IpAddress address(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }

    private Optional<Visit> knock(String from) {
        return door.enter(address(from), hungUp::incrementAndGet);
    }

    private Visit enter(String from) {
        return knock(from).orElseThrow();
    }

    private void assertHungUpAfter(Duration allowed) {
        time.pass(allowed.minus(INSTANT));
        door.check();
        assertEquals(0, hungUp.get(), "too early");
        time.pass(INSTANT);
        door.check();
        assertEquals(1, hungUp.get(), "too late");
        assertEquals(0, door.visits());
        assertEquals(0, door.waiting());
    }

    @Test
    void whoHasNotSentAHeaderInTimeIsHungUpOn() {
        enter("1.2.3.4");

        assertHungUpAfter(HEADER);
    }

    @Test
    void betweenRequestsThereIsTheKeepAliveBefore() {
        Visit visit = enter("1.2.3.4");
        time.pass(Duration.ofSeconds(9));
        visit.asked(false);
        time.pass(Duration.ofSeconds(9));
        visit.answered();

        assertHungUpAfter(KEEP_ALIVE.plus(HEADER));
    }

    @Test
    void aBodyHasATimeOfItsOwn() {
        Visit visit = enter("1.2.3.4");
        visit.asked(true);

        assertHungUpAfter(BODY);
    }

    @Test
    void aRequestHasATimeForAllOfItThatCountsFromItsHeader() {
        Visit visit = enter("1.2.3.4");
        visit.asked(true);
        time.pass(Duration.ofSeconds(15));
        visit.hasSentBody();

        assertHungUpAfter(ANSWER.minusSeconds(15));
    }

    @Test
    void theEndOfABodyThatIsReadAgainChangesNothing() {
        Visit visit = enter("1.2.3.4");
        visit.asked(false);
        visit.answered();
        visit.hasSentBody();

        assertHungUpAfter(KEEP_ALIVE.plus(HEADER));
    }

    @Test
    void whoHasLeftIsLeftAlone() {
        Visit websocket = enter("1.2.3.4");
        websocket.asked(false);
        websocket.answered();
        door.leave(websocket);
        door.leave(enter("1.2.3.4"));

        time.pass(Duration.ofDays(1));
        door.check();

        assertEquals(0, hungUp.get());
        assertEquals(0, door.visits());
    }

    @Test
    void nobodyIsHungUpOnTwice() {
        Visit visit = enter("1.2.3.4");
        time.pass(HEADER);
        door.check();
        visit.asked(false);
        visit.answered();
        door.leave(visit);

        time.pass(Duration.ofDays(1));
        door.check();

        assertEquals(1, hungUp.get());
        assertEquals(0, door.waiting());
    }

    @Test
    void oneClientMayHaveSoManyWaiting() {
        List<Visit> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(enter("1.2.3.4"));
        }

        assertTrue(knock("1.2.3.4").isEmpty());
        assertTrue(knock("1.2.3.5").isPresent());
        assertEquals(4, door.waiting());

        waiting.get(0).asked(false);
        assertTrue(knock("1.2.3.4").isPresent());
        assertTrue(knock("1.2.3.4").isEmpty());
    }

    @Test
    void aSlash64IsOneClient() {
        for (int i = 0; i < 3; i++) {
            enter("2001:db8::" + i);
        }

        assertTrue(knock("2001:db8::9").isEmpty());
        assertTrue(knock("2001:db8:0:1::9").isPresent());
    }

    @Test
    void allTogetherMayHaveSoManyWaiting() {
        for (int i = 0; i < 5; i++) {
            enter("1.2.3." + i);
        }

        assertTrue(knock("1.2.3.9").isEmpty());
        assertTrue(knock("10.0.0.1").isEmpty());
    }

    @Test
    void aProxySpeaksForMany() {
        for (int i = 0; i < 5; i++) {
            enter("10.0.0.1");
        }

        assertEquals(5, door.waiting());
    }

    @Test
    void howeverItEndsItIsCountedOnce() {
        Visit asked = enter("1.2.3.1");
        Visit closed = enter("1.2.3.2");
        enter("1.2.3.3");
        asked.asked(true);
        asked.hasSentBody();
        asked.answered();
        asked.asked(false);
        door.leave(asked);
        door.leave(asked);
        door.leave(closed);
        door.leave(closed);
        assertEquals(1, door.waiting());
        time.pass(HEADER);
        door.check();
        door.check();

        assertEquals(0, door.waiting());
        for (int i = 0; i < 5; i++) {
            enter("1.2.3." + i);
        }
    }

    @Test
    void whoWaitsNoMoreIsForgotten() {
        Waiting waiting = new Waiting(5, 3);
        waiting.tryAdd(PROXY, true);
        waiting.tryAdd(PROXY, true);
        waiting.remove(PROXY);
        assertEquals(1, waiting.clients());
        waiting.remove(PROXY);

        assertEquals(0, waiting.clients());
    }

    @Test
    void theCountStaysExactWhenManyComeAndGoAndAreHungUpOnAtOnce() throws Exception {
        Door busy = new Door(
                new DoorLimits(Duration.ZERO, KEEP_ALIVE, BODY, ANSWER, 100, 8192, 50, 20), time, PROXY::equals);
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            var done = IntStream.range(0, threads).mapToObj(thread -> executor.submit(() -> {
                start.await();
                for (int i = 0; i < 5_000; i++) {
                    Optional<Visit> visit = busy.enter(address("1.2.3." + i % 3), () -> {});
                    if (i % 7 == thread) {
                        busy.check();
                    }
                    if (i % 2 == 0) {
                        visit.ifPresent(asking -> asking.asked(true));
                    }
                    visit.ifPresent(busy::leave);
                }
                return thread;
            })).toList();
            for (Future<Integer> one : done) {
                one.get();
            }
        }

        assertEquals(0, busy.waiting());
        assertEquals(0, busy.visits());
    }
}
