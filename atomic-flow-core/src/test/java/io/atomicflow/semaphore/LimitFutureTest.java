package io.atomicflow.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits that come as futures. */
@Timeout(120)
class LimitFutureTest {

    private final Limit limit = new Limit("future", Semaphores.channel().create(1));

    private void assertNothingIsLeftBehind() {
        Together.until("all permits are back", () -> limit.held() == 0);
        assertEquals(0, limit.waiting());
        limit.tryAcquire().orElseThrow().close();
    }

    @Test
    void aFreePermitIsThereAtOnce() {
        CompletableFuture<Permit> future = limit.acquireAsync();

        assertTrue(future.isDone());
        future.join().close();
        assertNothingIsLeftBehind();
    }

    @Test
    void futuresAreServedInTheOrderInWhichTheyAsked() {
        Permit held = limit.acquireAsync().join();
        List<CompletableFuture<Permit>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(limit.acquireAsync());
        }
        assertEquals(10, limit.waiting());

        held.close();

        for (int i = 0; i < 10; i++) {
            Permit permit = asked.get(i).join();
            assertTrue(asked.subList(i + 1, 10).stream().noneMatch(CompletableFuture::isDone));
            permit.close();
        }
        assertNothingIsLeftBehind();
    }

    @Test
    void toCancelTheFutureIsToLeaveTheLine() {
        Permit held = limit.acquireAsync().join();
        CompletableFuture<Permit> head = limit.acquireAsync();
        CompletableFuture<Permit> follower = limit.acquireAsync();

        assertTrue(head.cancel(false));

        assertEquals(1, limit.waiting());
        held.close();
        follower.join().close();
        assertNothingIsLeftBehind();
    }

    @Test
    void aFutureThatTimesOutLeavesTheLine() {
        Permit held = limit.acquireAsync().join();
        CompletableFuture<Permit> waiting = limit.acquireAsync().orTimeout(1, TimeUnit.NANOSECONDS);

        CompletionException failure = assertThrows(CompletionException.class, waiting::join);

        assertInstanceOf(TimeoutException.class, failure.getCause());
        Together.until("it has left", () -> limit.waiting() == 0);
        held.close();
        assertNothingIsLeftBehind();
    }

    @Test
    void cancelAgainstGrantNeverLosesThePermit() {
        for (int round = 0; round < 300; round++) {
            Permit held = limit.tryAcquire().orElseThrow();
            CompletableFuture<Permit> hesitant = limit.acquireAsync();
            CompletableFuture<Permit> patient = limit.acquireAsync();

            Together.run(2, number -> {
                if (number == 0) {
                    held.close();
                } else {
                    hesitant.cancel(false);
                }
            });

            hesitant.exceptionally(cancelled -> null).thenAccept(permit -> {
                if (permit != null) {
                    permit.close();
                }
            }).join();
            patient.join().close();
            assertNothingIsLeftBehind();
        }
    }

    @Test
    void anActionThatBlocksHoldsUpNeitherTheReleaserNorTheLine() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Permit held = limit.tryAcquire().orElseThrow();
        Thread releaser = Thread.currentThread();
        CompletableFuture<Thread> blocking = limit.acquireAsync().thenApply(permit -> {
            entered.countDown();
            permit.close();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Thread.currentThread();
        });
        Guest next = Guest.enqueued(limit);

        held.close();

        entered.await();
        Together.until("the next one is let in", next::isGranted);
        assertFalse(blocking.isDone());
        open.countDown();
        assertNotSame(releaser, blocking.join());
        limit.gate().release(next.permitId);
        assertNothingIsLeftBehind();
    }

    @Test
    void anActionThatWaitsForTheNextPermitOfTheSameLimitGetsIt() {
        Permit held = limit.tryAcquire().orElseThrow();
        CompletableFuture<Permit> first = limit.acquireAsync();
        CompletableFuture<Permit> second = limit.acquireAsync();
        CompletableFuture<Void> both = first.thenAccept(permit -> {
            permit.close();
            second.join().close();
        });

        held.close();

        both.join();
        assertNothingIsLeftBehind();
    }

    @Test
    void anActionThatThrowsHarmsNobody() {
        Permit held = limit.tryAcquire().orElseThrow();
        CompletableFuture<Permit> first = limit.acquireAsync();
        CompletableFuture<Object> failing = first.thenApply(permit -> {
            permit.close();
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Permit> second = limit.acquireAsync();

        held.close();

        assertThrows(CompletionException.class, failing::join);
        second.join().close();
        assertNothingIsLeftBehind();
    }

    @Test
    void whoIsGivenAnotherPermitByHandLeavesTheLine() {
        Limit other = new Limit("other", Semaphores.channel().create(1));
        Permit held = limit.tryAcquire().orElseThrow();
        CompletableFuture<Permit> waiting = limit.acquireAsync();

        waiting.complete(other.tryAcquire().orElseThrow());

        held.close();
        assertEquals(1, other.held());
        assertNothingIsLeftBehind();
    }
}
