package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PongsTest {

    private final List<Integer> answered = new ArrayList<>();
    private final List<Runnable> onTheirWay = new ArrayList<>();
    private final Pongs pongs = new Pongs((payload, sent) -> {
        answered.add(payload.getInt());
        onTheirWay.add(sent);
    });

    private void ping(int payload) {
        pongs.answer(ByteBuffer.allocate(Integer.BYTES).putInt(0, payload));
    }

    @Test
    void forAClientThatPingsAndNeverReadsNothingPilesUp() {
        for (int i = 1; i <= 10_000; i++) {
            ping(i);
        }

        assertEquals(List.of(1), answered);
    }

    @Test
    void theLatestPingIsAnsweredAsSoonAsTheSocketIsFree() {
        ping(1);
        ping(2);
        ping(3);

        onTheirWay.removeFirst().run();
        onTheirWay.removeFirst().run();
        ping(4);

        assertEquals(List.of(1, 3, 4), answered);
    }

    @Test
    void aPingThatWaitsIsAnsweredAsItCameWhateverBecomesOfItsBuffer() {
        ByteBuffer reused = ByteBuffer.allocate(Integer.BYTES);
        ping(1);
        pongs.answer(reused.putInt(0, 2));
        reused.putInt(0, 666);

        onTheirWay.removeFirst().run();

        assertEquals(List.of(1, 2), answered);
    }
}
