package io.atomicflow.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeRateTest {

    private final FakeTime time = new FakeTime();
    private final HandshakeRate rate = new HandshakeRate(10, 3, 4, time);

    private long granted(String address, int knocks) {
        return IntStream.range(0, knocks).filter(knock -> rate.tryTake(address)).count();
    }

    @Test
    void theBurstThenTheRate() {
        assertEquals(3, granted("1.2.3.4", 5));

        time.pass(Duration.ofMillis(99));
        assertFalse(rate.tryTake("1.2.3.4"));
        time.pass(Duration.ofMillis(1));
        assertEquals(1, granted("1.2.3.4", 5));

        time.pass(Duration.ofHours(1));
        assertEquals(3, granted("1.2.3.4", 5));
    }

    @Test
    void whoIsRefusedDoesNotWaitLongerForHavingAsked() {
        granted("1.2.3.4", 1_000);

        time.pass(Duration.ofMillis(100));

        assertTrue(rate.tryTake("1.2.3.4"));
    }

    @Test
    void theStandardIsTenThousandAtOnceAndAThousandASecond() {
        HandshakeRate standard = HandshakeRate.standard(time);

        assertEquals(10_000, IntStream.range(0, 20_000).filter(knock -> standard.tryTake("1.2.3.4")).count());
        time.pass(Duration.ofSeconds(1));
        assertEquals(1_000, IntStream.range(0, 20_000).filter(knock -> standard.tryTake("1.2.3.4")).count());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, ::ffff:1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, [2001:db8:0:1::2]:80, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "@, /run/flow, true",
        "@, 1.2.3.4, false",
    })
    void aClientIsAnAddressOrASlash64(String one, String other, boolean same) {
        granted(one, 3);

        assertEquals(!same, rate.tryTake(other));
    }

    @Test
    void whoWasSilentForLongestIsForgottenFirst() {
        for (int client = 1; client <= 4; client++) {
            granted("10.0.0." + client, 3);
        }
        granted("10.0.0.1", 1);

        granted("10.0.0.5", 3);

        assertEquals(4, rate.remembered());
        assertFalse(rate.tryTake("10.0.0.1"));
        assertFalse(rate.tryTake("10.0.0.3"));
        assertFalse(rate.tryTake("10.0.0.4"));
        assertFalse(rate.tryTake("10.0.0.5"));
        assertTrue(rate.tryTake("10.0.0.2"));
    }

    @Test
    void aHundredThousandClientsTakeNoMoreRoomThanFour() {
        for (int client = 0; client < 100_000; client++) {
            rate.tryTake("10." + (client >> 16) + '.' + (client >> 8 & 255) + '.' + (client & 255));
        }

        assertEquals(4, rate.remembered());
    }

    @Test
    void manyAtOnceGetNoMoreThanOne() throws Exception {
        int threads = 4;
        HandshakeRate shared = new HandshakeRate(1, 1_000, 4, time);
        CyclicBarrier start = new CyclicBarrier(threads);
        long sum = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            var counts = IntStream.range(0, threads).mapToObj(thread -> executor.submit(() -> {
                start.await();
                return IntStream.range(0, 1_000).filter(knock -> shared.tryTake("1.2.3.4")).count();
            })).toList();
            for (Future<Long> count : counts) {
                sum += count.get();
            }
        }

        assertEquals(1_000, sum);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "1000000001, 1, 1"})
    void aRateThatCannotBeIsRefused(int perSecond, int burst, int memory) {
        assertThrows(IllegalArgumentException.class, () -> new HandshakeRate(perSecond, burst, memory, time));
    }
}
