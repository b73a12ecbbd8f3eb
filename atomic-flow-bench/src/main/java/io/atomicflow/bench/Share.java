package io.atomicflow.bench;

import org.openjdk.jmh.infra.BenchmarkParams;

/** JMH adds the events of {@code @AuxCounters} up, over all iterations and forks; what shall come out is their mean. */
final class Share {

    private Share() {}

    /** What to multiply each iteration's number with, so that the sum is the mean. */
    static double of(BenchmarkParams params) {
        return 1.0 / params.getMeasurement().getCount() / Math.max(1, params.getForks());
    }
}
