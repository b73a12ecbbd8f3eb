package io.atomicflow.queue;

/**
 * All {@linkplain Tally tallies} of one flow: one for each worker, and one for everybody else. To count on one's own is
 * a plain addition and an ordered store, where a shared counter costs an atomic instruction and a cache line that
 * travels.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public final class Tallies {

    private final Tally[] ofWorkers;
    private final Tally ofOthers;

    /**
     * Makes tallies on which nothing is counted yet.
     *
     * @param workers how many have one of their own, 0 or more
     * @param kinds how many kinds of things are counted
     */
    public Tallies(int workers, int kinds) {
        this.ofWorkers = new Tally[workers];
        for (int i = 0; i < workers; i++) {
            ofWorkers[i] = Tally.ofOneThread(kinds);
        }
        this.ofOthers = Tally.ofManyThreads(kinds);
    }

    /**
     * Finds the tally of a thread.
     *
     * @param worker its number, if it is a worker's; anything else counts with the others
     * @return always the same for the same number
     */
    public Tally of(int worker) {
        return worker >= 0 && worker < ofWorkers.length ? ofWorkers[worker] : ofOthers;
    }

    /**
     * Returns the tally of all who are no workers.
     *
     * @return always the same
     */
    public Tally ofOthers() {
        return ofOthers;
    }

    /**
     * Adds up one count. Not less than was counted before this call began, and not more than when it ends.
     *
     * @param kind what is counted, from 0
     * @return the sum over all
     */
    public long sum(int kind) {
        long sum = ofOthers.count(kind);
        for (Tally tally : ofWorkers) {
            sum += tally.count(kind);
        }
        return sum;
    }
}
