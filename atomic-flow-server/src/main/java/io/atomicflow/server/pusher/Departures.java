package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Sockets that were told goodbye. One that does not leave in time is dropped, so that nobody can stay for ever. */
final class Departures {

    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Wire, Long> leavingSince = new ConcurrentHashMap<>();

    Departures(Duration patience, LongSupplier nanoTime) {
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    void sendAway(Wire wire, CloseReason reason) {
        leavingSince.put(wire, nanoTime.getAsLong());
        wire.close(reason.code(), reason.message());
    }

    void gone(Wire wire) {
        leavingSince.remove(wire);
    }

    void check() {
        long now = nanoTime.getAsLong();
        leavingSince.forEach((wire, since) -> {
            if (now - since > patienceNanos && leavingSince.remove(wire, since)) {
                wire.disconnect();
            }
        });
    }

    int size() {
        return leavingSince.size();
    }
}
