package io.atomicflow.worker;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which workers sleep: one bit each. A worker adds itself before it sleeps; only who wakes it takes it out, so each
 * sleeper is woken by exactly one. Low numbers are woken first, which keeps the rest, and their caches, cold.
 */
final class Sleepers {

    private final AtomicLongArray words;

    Sleepers(int workers) {
        this.words = new AtomicLongArray((workers + Long.SIZE - 1) / Long.SIZE);
    }

    boolean any() {
        for (int i = 0; i < words.length(); i++) {
            if (words.get(i) != 0) {
                return true;
            }
        }
        return false;
    }

    void add(int worker) {
        long bit = 1L << worker; // Java shifts by the low six bits
        words.accumulateAndGet(worker / Long.SIZE, bit, (word, more) -> word | more);
    }

    /** Takes one sleeper out, or answers −1 if there is none. */
    int takeOne() {
        for (int i = 0; i < words.length(); i++) {
            long word = words.get(i);
            while (word != 0) {
                long witness = words.compareAndExchange(i, word, word & (word - 1));
                if (witness == word) {
                    return i * Long.SIZE + Long.numberOfTrailingZeros(word);
                }
                word = witness;
            }
        }
        return -1;
    }
}
