package io.atomicflow.bench.report;

/** What both forms of the report say in the same words. */
final class Wording {

    static final String HOW_TO_READ = "A score is the median of its iterations; \u00b1 is half of JMH\u2019s 99.9 % interval, and a "
            + "ratio carries the errors of both its sides. Percentiles are of all samples. B/op is what all threads allocate "
            + "for one operation. Ratios are of the number that answers the question, within one run. p99.9 and max show the "
            + "machine\u2019s pauses too: they are shown, not compared. Floors (dashed, in italics) do not do the job: they say "
            + "how fast the machine could be. \u201cWithin the error\u201d: another run may say the opposite.";

    private Wording() {}
}
