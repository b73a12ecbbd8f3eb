package io.atomicflow.bench;

import org.openjdk.jmh.infra.Blackhole;

/** One task of an open loop: it knows when it was due, and notes how late it started. Made before the clock runs. */
final class Arrival implements Runnable {

    private static final long NOT_STARTED = -1;

    private final long tokens;

    /** Written by the generator before the submit, which hands it over. */
    private long due;

    /** Nanoseconds from when it was due to the first instruction. Volatile for who collects; nobody else writes it. */
    private volatile long late = NOT_STARTED;

    Arrival(long tokens) {
        this.tokens = tokens;
    }

    Arrival dueAt(long nanoTime) {
        due = nanoTime;
        return this;
    }

    @Override
    public void run() {
        late = Math.max(0, System.nanoTime() - due);
        Blackhole.consumeCPU(tokens);
    }

    boolean hasStarted() {
        return late != NOT_STARTED;
    }

    /** How late it started, or, if it has not, how late it is by now. */
    long lateBy(long nanoTime) {
        long seen = late;
        return seen == NOT_STARTED ? Math.max(0, nanoTime - due) : seen;
    }
}
