package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final FakeTime time = new FakeTime();
    private final TokenBucket bucket = new TokenBucket(10, 3, time.getAsLong());

    private int take() {
        int taken = 0;
        while (bucket.tryTake(time.getAsLong())) {
            taken++;
        }
        return taken;
    }

    @Test
    void theBurstPassesAtOnceAndTheRateAfterIt() {
        assertEquals(3, take());
        time.pass(Duration.ofMillis(100));
        assertEquals(1, take());
        time.pass(Duration.ofMillis(250));
        assertEquals(2, take());
    }

    @Test
    void aLongRestSavesUpNoMoreThanTheBurst() {
        take();
        time.pass(Duration.ofHours(1));
        assertEquals(3, take());
    }
}
