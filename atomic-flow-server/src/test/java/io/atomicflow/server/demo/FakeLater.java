package io.atomicflow.server.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;

/** Time that passes when it is told to. It begins just before it would overflow: that must not matter. */
final class FakeLater implements Later, LongSupplier {

    private static final long BEGIN = Long.MAX_VALUE - 1_000;

    private final Queue<Call> calls = new PriorityQueue<>(
            Comparator.comparingLong(Call::atNanos).thenComparingInt(Call::number));
    private long passedNanos;
    private int number;

    @Override
    public void call(Duration delay, Runnable work) {
        calls.add(new Call(passedNanos + Math.max(0, delay.toNanos()), number++, work));
    }

    @Override
    public long getAsLong() {
        return BEGIN + passedNanos;
    }

    /** Makes all calls that become due meanwhile, each at its own time. */
    void pass(Duration time) {
        long end = passedNanos + time.toNanos();
        while (!calls.isEmpty() && calls.element().atNanos() <= end) {
            Call next = calls.remove();
            passedNanos = next.atNanos();
            next.work().run();
        }
        passedNanos = end;
    }

    Duration passed() {
        return Duration.ofNanos(passedNanos);
    }

    int pending() {
        return calls.size();
    }

    private record Call(long atNanos, int number, Runnable work) {}
}
