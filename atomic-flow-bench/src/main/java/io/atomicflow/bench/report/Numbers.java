package io.atomicflow.bench.report;

import java.util.Locale;

/** Numbers as a reader wants them: three digits that count, and the error with as many decimals as its value. */
final class Numbers {

    private Numbers() {}

    static String plain(double value) {
        String text = fixed(value, decimals(value));
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    static String withError(double value, double error) {
        if (value == 0 && !(error > 0)) {
            return "0";
        }
        int decimals = decimals(value);
        return fixed(value, decimals) + (Double.isFinite(error) ? " \u00b1 " + fixed(error, decimals) : "");
    }

    static String ratio(Ratio ratio) {
        return withError(ratio.value(), ratio.error());
    }

    private static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static int decimals(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return 0;
        }
        if (size >= 10) {
            return 1;
        }
        return size >= 1 || size == 0 ? 2 : 3;
    }
}
