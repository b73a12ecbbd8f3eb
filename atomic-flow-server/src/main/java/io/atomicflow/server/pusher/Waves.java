package io.atomicflow.server.pusher;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Has the subscribers of a channel send what waits for them. A few are woken by whoever says so; many by several
 * threads, each its share.
 *
 * <p>A wave that has not begun yet serves all that is queued until it does: so a channel has at most one waiting in
 * each lane, however fast it is published to.
 *
 * <p><b>Thread-safety:</b> any thread may call. <b>Memory ordering:</b> what was queued before {@link #raise} is seen
 * by the wave that it raises, or by the one that was waiting: a wave first takes back that it waits, then looks.
 */
final class Waves {

    private static final int FEW = 16;

    private final Sender sender;
    private final Supplier<Connection[]> subscribers;
    private final AtomicIntegerArray waiting;

    Waves(Sender sender, Supplier<Connection[]> subscribers) {
        this.sender = sender;
        this.subscribers = subscribers;
        this.waiting = new AtomicIntegerArray(sender.lanes());
    }

    void raise() {
        Connection[] all = subscribers.get();
        if (all.length <= FEW) {
            for (Connection subscriber : all) {
                subscriber.wake();
            }
            return;
        }
        for (int lane = 0; lane < sender.lanes(); lane++) {
            if (waiting.compareAndSet(lane, 0, 1)) {
                int own = lane;
                sender.send(lane, () -> run(own));
            }
        }
    }

    private void run(int lane) {
        waiting.set(lane, 0);
        for (Connection subscriber : subscribers.get()) {
            if (subscriber.lane() == lane) {
                subscriber.wake();
            }
        }
    }

    /** The threads that send. Each connection belongs to one lane, for good. */
    interface Sender {

        int lanes();

        void send(int lane, Runnable wave);
    }
}
