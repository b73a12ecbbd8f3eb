package io.atomicflow.bench.report;

/**
 * A number and its error: half the width of the 99.9 % interval, as JMH counts it.
 *
 * @param value in the base unit of the quantity
 * @param error in the same unit; {@code NaN} where too few samples were taken to know
 * @param quantity what is counted
 */
record Measure(double value, double error, Quantity quantity) {

    boolean hasError() {
        return Double.isFinite(error) && error > 0;
    }

    /** How much of the other this is. */
    Ratio over(Measure other) {
        return Ratio.of(value, error, other.value, other.error);
    }

    /** The same as a ratio to one of its own units, to compare it with a bound that is no ratio. */
    Ratio over(double unit) {
        return Ratio.of(value, error, unit, 0);
    }
}
