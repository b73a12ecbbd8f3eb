package io.atomicflow.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * What came of a claim.
 *
 * @param claim what was wanted
 * @param setting the parameters it was measured with
 * @param ratio what was measured, or {@code null} if nothing was
 */
record Verdict(Claim claim, String setting, @Nullable Ratio ratio) {

    enum Result {

        MET("met"), NOT_MET("not met"), NOT_MEASURED("not measured");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Result result() {
        if (ratio == null || Double.isNaN(ratio.value())) {
            return Result.NOT_MEASURED;
        }
        boolean met = switch (claim.sense()) {
            case AT_MOST -> ratio.value() <= claim.bound();
            case AT_LEAST -> ratio.value() >= claim.bound();
        };
        return met ? Result.MET : Result.NOT_MET;
    }

    /** Whether another run may well say the opposite. */
    boolean isClose() {
        return ratio != null && ratio.isNear(claim.bound());
    }

    /** What was seen beside what was wanted, such as {@code 1.72 ± 0.04 ×, wanted at least 2 ×}. */
    String numbers() {
        if (ratio == null) {
            return "";
        }
        String unit = claim.reference() instanceof Claim.Fixed fixed ? fixed.name() : "\u00d7";
        String bound = (claim.sense() == Claim.Sense.AT_MOST ? "at most " : "at least ") + Numbers.plain(claim.bound());
        return Numbers.ratio(ratio) + " " + unit + ", wanted " + bound + " " + unit;
    }
}
