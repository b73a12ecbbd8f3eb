package io.atomicflow.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** One line a benchmark for who waits; every word of JMH goes to the log. */
final class Progress implements OutputFormat {

    private final OutputFormat log;
    private final PrintStream out;
    private final int benchmarks;
    private final Duration expected;
    private final long begin = System.nanoTime();
    private Duration expectedOfDone = Duration.ZERO;
    private Duration expectedOfEach = Duration.ZERO;
    private int begun;
    private int answered;

    Progress(OutputFormat log, PrintStream out, Plan plan) {
        this.log = log;
        this.out = out;
        this.benchmarks = plan.benchmarks();
        this.expected = plan.time();
    }

    /** Tells which step comes now. */
    void next(Plan.Step step) {
        expectedOfEach = step.each();
    }

    int answered() {
        return answered;
    }

    @Override
    public void startBenchmark(BenchmarkParams params) {
        begun++;
        String name = params.getBenchmark();
        String values = params.getParamsKeys().stream().map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(" "));
        out.printf(Locale.ROOT, "[%d/%d, %s left] %s %s%n", begun, benchmarks, left(),
                name.replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"), values);
        expectedOfDone = expectedOfDone.plus(expectedOfEach);
        log.startBenchmark(params);
    }

    /** What was expected of the rest, stretched as what is done was. */
    private String left() {
        Duration rest = expected.minus(expectedOfDone);
        double stretch = begun < 4
                ? 1
                : (double) (System.nanoTime() - begin) / Math.max(1, expectedOfDone.toNanos());
        long seconds = Math.max(0, Math.round(rest.toMillis() / 1000.0 * stretch));
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        if (result != null) {
            answered++;
            out.printf(Locale.ROOT, "        %,.3f %s%n", result.getPrimaryResult().getScore(), result.getScoreUnit());
        }
        log.endBenchmark(result);
    }

    @Override
    public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
        log.iteration(params, iteration, number);
    }

    @Override
    public void iterationResult(BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {
        log.iterationResult(params, iteration, number, result);
    }

    @Override
    public void startRun() {
        log.startRun();
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        log.endRun(results);
    }

    @Override
    public void print(String words) {
        log.print(words);
    }

    @Override
    public void println(String words) {
        log.println(words);
    }

    @Override
    public void flush() {
        log.flush();
    }

    @Override
    public void close() {
        log.flush();
    }

    @Override
    public void verbosePrintln(String words) {
        log.verbosePrintln(words);
    }

    @Override
    public void write(int letter) {
        log.write(letter);
    }

    @Override
    public void write(byte[] words) throws IOException {
        log.write(words);
    }
}
