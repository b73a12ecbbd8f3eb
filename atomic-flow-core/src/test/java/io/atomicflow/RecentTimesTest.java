package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentTimesTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RecentTimes times = new RecentTimes();

    @Test
    void eachTimeFallsIntoABucketThatIsExactToAnEighth() {
        int before = 0;
        for (long nanos = 1; nanos > 0 && nanos < Long.MAX_VALUE / 2; nanos += nanos / 7 + 1) {
            int bucket = RecentTimes.bucketOf(nanos);
            long highest = RecentTimes.highestOf(bucket);
            assertTrue(bucket >= before, "buckets grow with the time");
            assertTrue(highest >= nanos, nanos + " is above its bucket's " + highest);
            assertTrue(highest - nanos <= Math.max(1023, nanos / 8), nanos + " is far below " + highest);
            before = bucket;
        }
        assertEquals(Long.MAX_VALUE, RecentTimes.highestOf(RecentTimes.bucketOf(Long.MAX_VALUE)));
        assertEquals(0, RecentTimes.bucketOf(-1));
    }

    @Test
    void thePercentilesAreThoseOfWhatWasAdded() {
        for (int i = 1; i <= 100; i++) {
            times.add(i * SECOND, 1, 0);
        }

        Percentiles read = times.read(0);

        assertEquals(100, read.count());
        assertAbout(50, read.p50());
        assertAbout(95, read.p95());
        assertAbout(99, read.p99());
        assertAbout(100, read.max());
    }

    private static void assertAbout(long seconds, Duration read) {
        assertTrue(
                read.compareTo(Duration.ofSeconds(seconds)) >= 0
                        && read.compareTo(Duration.ofMillis(seconds * 1125 + 1)) <= 0,
                seconds + " read as " + read);
    }

    @Test
    void aSampleCountsForThoseThatItStandsFor() {
        times.add(SECOND, 16, 0);
        times.add(9 * SECOND, 1, 0);

        assertEquals(17, times.read(0).count());
        assertAbout(1, times.read(0).p50());
        assertAbout(9, times.read(0).max());
    }

    @Test
    void nothingCountsForLessThanTenOrMoreThanTwentySeconds() {
        for (long added = 0; added < 10; added++) {
            for (long looked = 0; looked < 50; looked++) {
                RecentTimes fresh = new RecentTimes();
                fresh.add(SECOND, 1, 0); // begins a window
                fresh.add(SECOND, 100, added * SECOND);
                for (long between = added; between <= looked; between += 3) {
                    fresh.read(between * SECOND);
                }

                long count = fresh.read(Math.max(looked, added) * SECOND).count();

                assertTrue(looked - added >= 10 || count >= 100, added + " is forgotten at " + looked);
                assertTrue(looked - added < 20 || count == 0, added + " still counts at " + looked);
            }
        }
    }

    @Test
    void ofNothingThereIsNothing() {
        assertEquals(Percentiles.NONE, times.read(0));
        times.add(SECOND, 1, 0);
        assertEquals(Percentiles.NONE, times.read(100 * SECOND));
    }
}
