package io.atomicflow.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the short set, question by question, and makes the report: {@code BenchMain [directory]}.
 *
 * <p>{@code -Dbench.only=DispatchLatency,HandOff} asks only these; {@code -Dbench.forks=3} measures for figures that
 * are quoted. What JMH says goes to {@code jmh.log} beside the results.
 */
public final class BenchMain {

    private BenchMain() {}

    /**
     * Measures, and writes {@code results.json}, {@code environment.json} and the report.
     *
     * @param arguments the directory to write to; {@code target/bench} if there is none
     * @throws IOException if that cannot be written
     * @throws RunnerException if JMH cannot run
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path directory = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/bench"));
        Effort effort = Effort.ofProperties();
        try (PrintStream words = new PrintStream(directory.resolve("jmh.log").toFile(), StandardCharsets.UTF_8)) {
            OutputFormat log = OutputFormatFactory.createFormatInstance(words, VerboseMode.NORMAL);
            Plan plan = Plan.of(ShortSet.PARTS, effort, log);
            plan.missing()
                    .forEach(question -> System.out.println("Skipped: " + question + " is not on the class path."));
            effort.only().stream()
                    .filter(name -> ShortSet.PARTS.stream().noneMatch(part -> part.question().equals(name)))
                    .forEach(name -> System.out.println("Skipped: nothing in the short set is called " + name + "."));
            System.out.printf("%d benchmarks, about %d minutes; JMH's own words are in %s%n", plan.benchmarks(),
                    Math.ceilDiv(plan.time().toSeconds(), 60), directory.resolve("jmh.log"));
            measure(directory, effort, plan, new Progress(log, System.out, plan));
        }
    }

    private static void measure(Path directory, Effort effort, Plan plan, Progress progress)
            throws IOException, RunnerException {
        Surroundings.look(effort.words()).write(directory.resolve(Report.ENVIRONMENT));
        List<RunResult> results = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            progress.next(step);
            results.addAll(new Runner(step.options(), progress).run());
            // After each question: who stops the run keeps what is there.
            write(results, directory.resolve(Report.RESULTS));
        }
        if (results.isEmpty()) {
            System.out.println("Nothing was measured.");
            System.exit(1);
        }
        if (progress.answered() < plan.benchmarks()) {
            System.out.printf("%d of %d benchmarks gave no result; the log says why.%n",
                    plan.benchmarks() - progress.answered(), plan.benchmarks());
        }
        System.out.println("Report: " + Report.make(directory).toAbsolutePath().normalize());
    }

    private static void write(List<RunResult> results, Path file) throws IOException {
        try (PrintStream json = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
    }
}
