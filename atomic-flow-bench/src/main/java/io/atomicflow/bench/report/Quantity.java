package io.atomicflow.bench.report;

import java.util.Map;

/** What a number counts; a value is held in nanoseconds, per second, in bytes, or as it came. */
enum Quantity {

    TIME, RATE, BYTES, NUMBER;

    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "sec", 1e9,
            "min",
            60e9);

    /** A unit as JMH writes it, such as {@code us/op}, {@code ops/ms} or {@code B/op}. */
    static Scaled ofUnit(String unit) {
        String[] parts = unit.strip().split("/", 2);
        String per = parts.length == 2 ? parts[1] : "";
        Double nanos = NANOS.get(parts[0]);
        if (nanos != null) {
            return new Scaled(TIME, nanos);
        }
        if (parts[0].equals("ops") && NANOS.containsKey(per)) {
            return new Scaled(RATE, 1e9 / NANOS.get(per));
        }
        if ((parts[0].equals("B") || parts[0].equals("bytes")) && !NANOS.containsKey(per)) {
            return new Scaled(BYTES, 1);
        }
        return new Scaled(NUMBER, 1);
    }

    /** A quantity, and by how much JMH's number is to be multiplied. */
    record Scaled(Quantity quantity, double factor) {}
}
