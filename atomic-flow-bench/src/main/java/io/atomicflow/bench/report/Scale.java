package io.atomicflow.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Where on the picture a number lies, and which numbers are written at the axis. */
final class Scale {

    private final DoubleUnaryOperator bend;
    private final double min;
    private final double max;
    private final double from;
    private final double to;
    private final List<Double> ticks;

    private Scale(DoubleUnaryOperator bend, double min, double max, double from, double to, List<Double> ticks) {
        this.bend = bend;
        this.min = min;
        this.max = max;
        this.from = from;
        this.to = to;
        this.ticks = List.copyOf(ticks);
    }

    /** From zero to at least {@code max}. */
    static Scale linear(double max, double from, double to) {
        double step = nice(max / 3);
        double end = Math.ceil(max / step - 1e-9) * step;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end + step / 2; i++) {
            ticks.add(i * step);
        }
        return new Scale(DoubleUnaryOperator.identity(), 0, end, from, to, ticks);
    }

    /** From at most {@code min} to at least {@code max}, both above zero. */
    static Scale logarithmic(double min, double max, double from, double to) {
        double start = below(min);
        double end = Math.max(above(max), start * 10);
        boolean wide = end / start > 100;
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(start))); decade <= end * 1.001; decade *= 10) {
            for (double part : wide ? new double[]{1} : new double[]{1, 2, 5}) {
                double tick = decade * part;
                if (tick >= start * 0.999 && tick <= end * 1.001) {
                    ticks.add(tick);
                }
            }
        }
        return new Scale(Math::log10, start, end, from, to, ticks);
    }

    /** Numbers beyond the ends lie at the ends. */
    double position(double value) {
        double inside = Math.clamp(value, min, max);
        double part = (bend.applyAsDouble(inside) - bend.applyAsDouble(min))
                / (bend.applyAsDouble(max) - bend.applyAsDouble(min));
        return from + part * (to - from);
    }

    boolean isBeyond(double value) {
        return value > max;
    }

    List<Double> ticks() {
        return ticks;
    }

    /** The nearest of 1, 2, 5, 10 … that is not below. */
    private static double nice(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        for (double part : new double[]{1, 2, 5}) {
            if (decade * part >= value * (1 - 1e-9)) {
                return decade * part;
            }
        }
        return decade * 10;
    }

    private static double above(double value) {
        return nice(value);
    }

    private static double below(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        for (double part : new double[]{5, 2}) {
            if (decade * part <= value * (1 + 1e-9)) {
                return decade * part;
            }
        }
        return decade;
    }
}
