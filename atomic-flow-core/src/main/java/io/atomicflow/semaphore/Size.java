package io.atomicflow.semaphore;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * How large a limit is meant to be, and whether it is paused.
 *
 * <p>Two who change it at once may reach the semaphore in the wrong order; so each looks again after it was there, and
 * who finds that it was overtaken goes once more. The last change wins, and nobody waits.
 */
final class Size {

    private record Wanted(int permits, boolean paused) {
        int effective() {
            return paused ? 0 : permits;
        }
    }

    private final PermitGate gate;
    private final AtomicReference<Wanted> wanted;

    Size(PermitGate gate) {
        this.gate = gate;
        this.wanted = new AtomicReference<>(new Wanted(gate.semaphore().permits(), false));
    }

    int permits() {
        return wanted.get().permits;
    }

    boolean isPaused() {
        return wanted.get().paused;
    }

    void resize(int permits) {
        int most = gate.semaphore().maxPermits();
        if (permits < 0 || permits > most) {
            throw new IllegalArgumentException("permits must be 0 to " + most + ", was " + permits);
        }
        change(now -> new Wanted(permits, now.paused));
    }

    void pause() {
        change(now -> new Wanted(now.permits, true));
    }

    void resume() {
        change(now -> new Wanted(now.permits, false));
    }

    @SuppressWarnings("ReferenceEquality") // each change makes a new one
    private void change(UnaryOperator<Wanted> how) {
        Wanted now = wanted.updateAndGet(how);
        while (true) {
            gate.resize(now.effective());
            Wanted after = wanted.get();
            if (after == now) {
                return;
            }
            now = after;
        }
    }
}
