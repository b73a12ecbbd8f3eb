package io.atomicflow.bench;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.PermitGate;
import io.atomicflow.semaphore.Semaphores;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where a permit comes from, and where it goes back to. Nobody ever waits here. */
interface PermitSource {

    /** What {@link #tryAcquire} answers when there is none. */
    long NONE = TaskSemaphore.NONE;

    /** Takes a permit if one is free. */
    long tryAcquire();

    /** Gives it back. */
    void release(long permit);

    static PermitSource named(String name, int permits) {
        return switch (name) {
            case "channel" -> new Bare(Semaphores.channel().create(permits));
            case "atomic" -> new Bare(Semaphores.atomic().create(permits));
            case "fair" -> new Bare(Semaphores.fair().create(permits));
            case "channelGate" -> gate(Semaphores.channel(), permits);
            case "atomicGate" -> gate(Semaphores.atomic(), permits);
            case "fairGate" -> gate(Semaphores.fair(), permits);
            case "jdk" -> new Jdk(new Semaphore(permits));
            case "jdkFair" -> new JdkFair(new Semaphore(permits, true));
            default -> throw new IllegalArgumentException("no source of permits is called " + name);
        };
    }

    private static PermitSource gate(Semaphores strategy, int permits) {
        return new Gate(new Limit("bench", strategy.create(permits)).gate());
    }

    /** A strategy by itself: only the counting. */
    record Bare(TaskSemaphore semaphore) implements PermitSource {
        @Override
        public long tryAcquire() {
            return semaphore.tryAcquire();
        }

        @Override
        public void release(long permit) {
            semaphore.release(permit);
        }
    }

    /** What a worker goes through: the strategy, and a look at the line before and after. */
    record Gate(PermitGate gate) implements PermitSource {
        @Override
        public long tryAcquire() {
            return gate.tryEnter();
        }

        @Override
        public void release(long permit) {
            gate.release(permit);
        }
    }

    /** The JDK's semaphore. */
    record Jdk(Semaphore semaphore) implements PermitSource {
        @Override
        public long tryAcquire() {
            return semaphore.tryAcquire() ? 1 : NONE;
        }

        @Override
        public void release(long permit) {
            semaphore.release();
        }
    }

    /** The JDK's fair semaphore: its {@code tryAcquire()} is not fair, but this is. */
    record JdkFair(Semaphore semaphore) implements PermitSource {
        @Override
        public long tryAcquire() {
            try {
                return semaphore.tryAcquire(0, TimeUnit.NANOSECONDS) ? 1 : NONE;
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a benchmark that goes on", e);
            }
        }

        @Override
        public void release(long permit) {
            semaphore.release();
        }
    }
}
