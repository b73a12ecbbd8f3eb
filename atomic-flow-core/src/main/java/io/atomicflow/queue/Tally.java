package io.atomicflow.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts that only grow, one for each kind of thing. A worker has one of its own, to which only it adds; all other
 * threads have one together.
 *
 * <p><b>Thread-safety:</b> a worker's own belongs to that worker; the others' may be added to by any thread.
 *
 * <p><b>Memory ordering:</b> whoever sees a count sees what its writer did before. Counting is no full fence: a writer
 * that counts, then looks whether somebody waits for that, needs one in between.
 */
public final class Tally {

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    /** Longs before and after the counts, so that they share their cache lines, which travel in pairs, with nobody. */
    private static final int DISTANCE = 16;

    private final long[] own;
    private final LongAdder @Nullable [] shared;

    private Tally(long[] own, LongAdder @Nullable [] shared) {
        this.own = own;
        this.shared = shared;
    }

    static Tally ofOneThread(int kinds) {
        return new Tally(new long[DISTANCE + kinds + DISTANCE], null);
    }

    static Tally ofManyThreads(int kinds) {
        LongAdder[] adders = new LongAdder[kinds];
        for (int i = 0; i < kinds; i++) {
            adders[i] = new LongAdder();
        }
        return new Tally(new long[0], adders);
    }

    /**
     * Counts one more.
     *
     * @param kind what is counted, from 0
     */
    public void addOne(int kind) {
        if (shared == null) {
            COUNT.setRelease(own, DISTANCE + kind, own[DISTANCE + kind] + 1);
        } else {
            shared[kind].increment();
        }
    }

    /**
     * Counts some more.
     *
     * @param kind what is counted, from 0
     * @param count how many
     */
    public void add(int kind, int count) {
        if (shared == null) {
            COUNT.setRelease(own, DISTANCE + kind, own[DISTANCE + kind] + count);
        } else {
            shared[kind].add(count);
        }
    }

    long count(int kind) {
        return shared == null ? (long) COUNT.getVolatile(own, DISTANCE + kind) : shared[kind].sum();
    }
}
