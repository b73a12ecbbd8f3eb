package io.atomicflow.bench.report;

/**
 * A quotient of two measured numbers, and what their errors make of it.
 *
 * <p>The relative errors add as the sides of a right angle do: exact for small independent errors, and large ones show
 * as large. An unknown error of either side leaves the ratio's unknown.
 *
 * @param value the quotient
 * @param error its error, {@code NaN} where it is not known
 */
record Ratio(double value, double error) {

    static Ratio of(double above, double aboveError, double below, double belowError) {
        double value = above / below;
        if (above == 0) {
            return new Ratio(value, Math.abs(aboveError / below));
        }
        return new Ratio(value, Math.abs(value) * Math.hypot(aboveError / above, belowError / below));
    }

    boolean hasError() {
        return Double.isFinite(error);
    }

    /** Whether the bound lies inside the error: then another run may say the opposite. */
    boolean isNear(double bound) {
        return hasError() && Math.abs(value - bound) <= error;
    }
}
