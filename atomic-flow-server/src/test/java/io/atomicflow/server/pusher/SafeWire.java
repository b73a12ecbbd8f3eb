package io.atomicflow.server.pusher;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket that takes everything at once, from any thread. */
final class SafeWire implements Wire {

    private static final long DEADLINE_NANOS = 20_000_000_000L;
    private static final long POLL_NANOS = 100_000;

    final Queue<String> sent = new ConcurrentLinkedQueue<>();
    final Queue<Integer> closes = new ConcurrentLinkedQueue<>();
    volatile int disconnects;

    @Override
    public void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> done) {
        for (EncodedEvent message : messages) {
            sent.add(message.toString());
        }
        done.accept(null);
    }

    /** Waits until this very text was sent. */
    void await(String text) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!sent.contains(text)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never sent: " + text + "; last was " + sent.stream().toList().getLast());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void ping() {}

    @Override
    public void close(int code, String message) {
        closes.add(code);
    }

    @Override
    public void disconnect() {
        disconnects = 1;
    }
}
