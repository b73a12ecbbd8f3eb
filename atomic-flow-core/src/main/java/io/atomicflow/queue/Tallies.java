package io.atomicflow.queue;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts that only grow, of several kinds: a row for each worker, which that worker alone writes, and one for everybody
 * else. To count on a row of one's own is a plain addition and an ordered store, where a shared counter costs an atomic
 * instruction, and a cache line that travels.
 *
 * <p><b>Thread-safety:</b> a row belongs to one thread at a time, which the caller sees to; all else may be called by
 * any thread at any time.
 *
 * <p><b>Memory ordering:</b> whoever sees a count sees what its writer did before. Counting is no full fence: a writer
 * that counts, then looks whether somebody waits for that, needs one in between.
 */
public final class Tallies {

    /** What is in one row shares its cache lines with no other row: 16 longs are the two lines that travel together. */
    private static final int ROW = 16;

    private final int workers;
    private final AtomicLongArray rows;
    private final LongAdder[] others;

    /**
     * Makes counts that are all zero.
     *
     * @param workers how many rows, 0 or more
     * @param kinds how many counts in each, 1 to 16
     */
    public Tallies(int workers, int kinds) {
        if (workers < 0 || kinds < 1 || kinds > ROW) {
            throw new IllegalArgumentException(
                    "workers must be 0 or more, kinds 1 to " + ROW + "; were " + workers + " and " + kinds);
        }
        this.workers = workers;
        this.rows = new AtomicLongArray((workers + 2) * ROW); // with a row of distance to whatever lies around
        this.others = new LongAdder[kinds];
        for (int i = 0; i < kinds; i++) {
            others[i] = new LongAdder();
        }
    }

    /**
     * Counts one more.
     *
     * @param worker whose row it is, from 0; anything that is no row counts with the others
     * @param kind what is counted, from 0
     */
    public void addOne(int worker, int kind) {
        if (worker >= 0 && worker < workers) {
            int at = (worker + 1) * ROW + kind;
            rows.setRelease(at, rows.getPlain(at) + 1);
        } else {
            others[kind].increment();
        }
    }

    /**
     * Counts some more, with the others.
     *
     * @param kind what is counted, from 0
     * @param count how many
     */
    public void add(int kind, int count) {
        others[kind].add(count);
    }

    /**
     * Adds up one count. Not less than was counted before this call began, and not more than when it ends.
     *
     * @param kind what is counted, from 0
     * @return the sum of all rows
     */
    public long sum(int kind) {
        long sum = others[kind].sum();
        for (int worker = 0; worker < workers; worker++) {
            sum += rows.get((worker + 1) * ROW + kind);
        }
        return sum;
    }
}
