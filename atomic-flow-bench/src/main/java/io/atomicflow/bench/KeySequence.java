package io.atomicflow.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which limit each task names, made beforehand: drawing a number is not what is measured. The same in each run. */
final class KeySequence {

    private static final long SEED = 20_240_607;
    private static final int LENGTH = 1 << 20;

    private final int[] keys;
    private int next;

    private KeySequence(int[] keys) {
        this.keys = keys;
    }

    /** The next key; after a million of them it begins again. */
    int next() {
        int key = keys[next];
        next = (next + 1) & (LENGTH - 1);
        return key;
    }

    static KeySequence named(String spread, int keys) {
        return switch (spread) {
            case "uniform" -> uniform(keys);
            case "zipf" -> zipf(keys);
            default -> throw new IllegalArgumentException("no spread is called " + spread);
        };
    }

    private static KeySequence uniform(int keys) {
        return new KeySequence(new SplittableRandom(SEED).ints(LENGTH, 0, keys).toArray());
    }

    /** Zipf with s = 1: the key of rank r comes with a weight of 1 / r. */
    private static KeySequence zipf(int keys) {
        double[] upTo = new double[keys];
        double sum = 0;
        for (int rank = 1; rank <= keys; rank++) {
            sum += 1.0 / rank;
            upTo[rank - 1] = sum;
        }
        double all = sum;
        return new KeySequence(new SplittableRandom(SEED)
                .doubles(LENGTH, 0, all)
                .mapToInt(drawn -> keyAt(upTo, drawn))
                .toArray());
    }

    private static int keyAt(double[] upTo, double drawn) {
        int found = Arrays.binarySearch(upTo, drawn);
        return found >= 0 ? Math.min(found + 1, upTo.length - 1) : -found - 1;
    }
}
