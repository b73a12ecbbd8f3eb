package io.atomicflow;

import org.jspecify.annotations.Nullable;

/**
 * How long bodies run, as far as anybody looked: those of one limit, or of a flow.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread. Counts are plain, and threads may overwrite each
 * other's: this is a guess, and a wrong one costs a little time.
 */
final class Pace {

    /** How many runs make a habit. */
    private static final int ENOUGH = 64;

    /** So much weighs a run that was not brisk: if one in ten is slow, it is not brisk for long. */
    private static final int ONE_SLOW_RUN = 10;

    /** A body that runs longer than this is long. */
    private static final long LONG_NANOS = 20_000;

    /**
     * Below this two workers take longer for two bodies than one: see docs/benchmarks.md. With two looks at a clock.
     */
    private static final long BRISK_NANOS = 300;

    private static final int SAMPLE = 16;

    /** Two looks at the clock are dear beside a body that takes no longer than one. */
    private static final int BRISK_SAMPLE = 64;

    private final @Nullable Pace ofAll;
    private int shortRuns;
    private int briskRuns;

    /**
     * @param ofAll what to go by as long as too little is known; null if there is nothing
     */
    Pace(@Nullable Pace ofAll) {
        this.ofAll = ofAll;
    }

    /** Whether all bodies were rather short lately: then it is enough to time a sample of them. */
    boolean isSteady() {
        return shortRuns >= ENOUGH;
    }

    /** Whether nearly all were so short that one worker is quicker than two that get in each other's way. */
    boolean isBrisk() {
        int runs = briskRuns;
        return runs >= ENOUGH || (runs >= 0 && ofAll != null && ofAll.briskRuns >= ENOUGH);
    }

    /** One in so many tasks is timed when nobody asks for more. */
    boolean isSample(long taskId) {
        return (taskId & sampleSize() - 1) == 0;
    }

    /** For how many a task of the sample stands. A long one stands for itself if each of them would have been timed. */
    int weightOf(long nanos) {
        return isLong(nanos) && !isSteady() ? 1 : sampleSize();
    }

    private int sampleSize() {
        return briskRuns >= ENOUGH ? BRISK_SAMPLE : SAMPLE;
    }

    static boolean isLong(long nanos) {
        return nanos > LONG_NANOS;
    }

    /** A body has run for so long. */
    void ran(long nanos) {
        count(nanos);
        if (ofAll != null) {
            ofAll.count(nanos);
        }
    }

    private void count(long nanos) {
        int few = isLong(nanos) ? 0 : Math.min(shortRuns + 1, ENOUGH);
        if (few != shortRuns) { // written only if that is news, as others read it
            shortRuns = few;
        }
        int runs = briskRuns;
        int brisk = nanos > BRISK_NANOS
                ? Math.max(-ONE_SLOW_RUN, Math.min(runs, 2 * ENOUGH) - ONE_SLOW_RUN)
                : Math.min(runs + 1, 2 * ENOUGH);
        if (brisk != runs) {
            briskRuns = brisk;
        }
    }

    /** A body runs for longer than it was thought to. */
    void takesLong() {
        shortRuns = 0;
        briskRuns = -ENOUGH;
    }
}
