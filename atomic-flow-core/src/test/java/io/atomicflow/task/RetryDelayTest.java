package io.atomicflow.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryDelayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<Long> seconds(Retry retry) {
        return IntStream.rangeClosed(1, 5).mapToObj(attempt -> retry.delay(attempt, 1).toSeconds()).toList();
    }

    @Test
    void eachWaitIsTwiceTheOneBeforeUpToTheLongest() {
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L), seconds(Retry.times(9)));
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L), seconds(Retry.times(9).backoff(SECOND)));
        assertEquals(List.of(1L, 2L, 4L, 5L, 5L), seconds(Retry.times(9).backoff(SECOND, SECOND.multipliedBy(5))));
        assertEquals(Duration.ofHours(1), Retry.times(9).backoff(SECOND).delay(1_000_000, 1));
        assertEquals(Duration.ZERO, Retry.times(9).delay(1_000_000, 1));
    }

    @Test
    void jitterStaysWithinItsBoundAndIsTheSameForTheSameSeed() {
        Retry retry = Retry.times(9).backoff(SECOND).jitter(0.2);
        int different = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            long nanos = retry.delay(1, seed).toNanos();
            assertTrue(nanos >= 800_000_000 && nanos <= 1_200_000_000, "delay " + nanos);
            assertEquals(retry.delay(1, seed), Retry.times(1).jitter(0.2).backoff(SECOND).delay(1, seed));
            different += nanos == retry.delay(1, seed + 1).toNanos() ? 0 : 1;
        }
        assertTrue(different > 900, "all the same");
    }

    @Test
    void thereAreAsManyRetriesAsWereAskedFor() {
        Exception failure = new Exception("failure");

        assertFalse(Retry.never().isWorthwhile(1, failure));
        assertFalse(Retry.times(0).isWorthwhile(1, failure));
        assertTrue(Retry.times(2).isWorthwhile(2, failure));
        assertFalse(Retry.times(2).isWorthwhile(3, failure));
        assertFalse(Retry.times(2).isWorthwhile(1, new Error("final")));
        assertTrue(Retry.times(2).when(any -> true).isWorthwhile(1, new Error("not final")));
    }
}
