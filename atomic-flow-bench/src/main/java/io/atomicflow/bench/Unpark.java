package io.atomicflow.bench;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A floor: one thread that is parked, and unparked with a body in its hands. For one submitter at a time that waits for
 * the body; a second body waits, spinning, until the first has been taken.
 */
final class Unpark implements Contender {

    private final AtomicReference<@Nullable Runnable> hands = new AtomicReference<>();
    private final Thread sleeper;
    private volatile boolean closed;

    Unpark(Thread.Builder kind) {
        this.sleeper = kind.name("unpark").start(this::sleep);
    }

    @Override
    public void submit(Runnable body) {
        while (!hands.compareAndSet(null, body)) {
            Thread.onSpinWait();
        }
        LockSupport.unpark(sleeper);
    }

    private void sleep() {
        while (!closed) {
            Runnable body = hands.getAndSet(null);
            if (body == null) {
                LockSupport.park(this);
            } else {
                body.run();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sleeper);
    }
}
