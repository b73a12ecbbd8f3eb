package io.atomicflow.bench.report;

import java.util.Collection;

/**
 * What the numbers of one column or one axis are told in, so that they compare at a glance.
 *
 * @param label behind the numbers
 * @param size how many base units it is
 */
record Unit(String label, double size) {

    /** The unit in which the middle one of these is a number of one to three digits. */
    static Unit fitting(Collection<Measure> measures) {
        double[] sizes = measures.stream().mapToDouble(measure -> Math.abs(measure.value())).filter(Double::isFinite)
                .sorted().toArray();
        double middle = sizes.length == 0 ? 1 : sizes[sizes.length / 2];
        return switch (measures.isEmpty() ? Quantity.NUMBER : measures.iterator().next().quantity()) {
            case TIME -> time(middle);
            case RATE -> rate(middle);
            case BYTES -> new Unit("B", 1);
            case NUMBER -> new Unit("", 1);
        };
    }

    private static Unit time(double nanos) {
        if (nanos < 1e3) {
            return new Unit("ns", 1);
        }
        if (nanos < 1e6) {
            return new Unit("\u00b5s", 1e3);
        }
        return nanos < 1e9 ? new Unit("ms", 1e6) : new Unit("s", 1e9);
    }

    private static Unit rate(double perSecond) {
        if (perSecond < 1e3) {
            return new Unit("/s", 1);
        }
        return perSecond < 1e6 ? new Unit("thousand/s", 1e3) : new Unit("million/s", 1e6);
    }

    String of(Measure measure) {
        return Numbers.plain(measure.value() / size);
    }

    String withError(Measure measure) {
        return Numbers.withError(measure.value() / size, measure.error() / size);
    }
}
