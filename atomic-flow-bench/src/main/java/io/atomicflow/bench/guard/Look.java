package io.atomicflow.bench.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One fork of one benchmark, and what is read from it. */
record Look(Collection<RunResult> results) {

    private static final TimeValue ITERATION = TimeValue.milliseconds(400);
    private static final int WARMUPS = 4;
    private static final int ITERATIONS = 4;

    static Look at(String benchmark, Map<String, String> params) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include("^io\\.atomicflow\\.bench\\." + benchmark + "$")
                .forks(1)
                .warmupIterations(WARMUPS).warmupTime(ITERATION).measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class).jvmArgsPrepend("-Dslf4j.internal.verbosity=ERROR")
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        params.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.isEmpty()) {
            throw new RunnerException("no benchmark is called " + benchmark);
        }
        return new Look(results);
    }

    /** The score of each iteration. */
    List<Double> scores() {
        List<Double> scores = new ArrayList<>();
        for (RunResult result : results) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    scores.add(iteration.getPrimaryResult().getScore());
                }
            }
        }
        return scores;
    }

    /** The percentile of each iteration's samples: one that the machine disturbed is then one of several. */
    List<Double> percentiles(double percentile) {
        List<Double> percentiles = new ArrayList<>();
        for (RunResult result : results) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    percentiles.add(iteration.getPrimaryResult().getStatistics().getPercentile(percentile));
                }
            }
        }
        return percentiles;
    }

    /** Bytes allocated by all threads for one operation. */
    List<Double> allocations() {
        return results.stream().map(result -> result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .filter(Objects::nonNull).map(norm -> norm.getScore()).toList();
    }
}
