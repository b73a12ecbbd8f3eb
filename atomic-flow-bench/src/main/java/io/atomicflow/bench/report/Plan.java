package io.atomicflow.bench.report;

import io.atomicflow.bench.report.ShortSet.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What of the short set can be asked of the classes that are there, and how long it will take. */
record Plan(List<Step> steps, Set<String> missing) {

    /** A JVM's start, and what is set up before and put away after each iteration. */
    private static final Duration OVERHEAD = Duration.ofMillis(1300);

    /**
     * One run of JMH.
     *
     * @param question what is asked
     * @param options for JMH
     * @param benchmarks how many it consists of, each parameter with each
     * @param each how long one of them takes, about
     */
    record Step(String question, Options options, int benchmarks, Duration each) {}

    static Plan of(List<Part> parts, Effort effort, OutputFormat log) {
        List<Step> steps = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        for (Part part : parts) {
            if (effort.asks(part.question())) {
                Collection<BenchmarkListEntry> found = BenchmarkList.defaultList().find(log, List.of(include(part)),
                        List.of());
                if (found.isEmpty()) {
                    missing.add(part.question());
                } else {
                    steps.add(step(part, effort, found));
                }
            }
        }
        return new Plan(List.copyOf(steps), missing);
    }

    private static String include(Part part) {
        return "\\." + part.question() + "\\.";
    }

    private static Step step(Part part, Effort effort, Collection<BenchmarkListEntry> found) {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(effort.forks()).addProfiler(GCProfiler.class);
        // A method that does not know one of the contenders is another contender's own.
        List<BenchmarkListEntry> meant = found.stream().filter(entry -> knows(entry, part)).toList();
        meant.forEach(entry -> options.include("^" + entry.getUsername().replace(".", "\\.") + "$"));
        part.params().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        boolean shots = meant.stream().anyMatch(entry -> entry.getMode() == Mode.SingleShotTime);
        TimeValue time = TimeValue.milliseconds(effort.iteration().toMillis());
        Duration measuring;
        if (shots) {
            options.warmupIterations(part.warmupShots()).measurementIterations(part.shots());
            measuring = Duration.ofMillis(300L * (part.warmupShots() + part.shots()));
        } else {
            options.warmupIterations(effort.warmups()).warmupTime(time).measurementIterations(effort.iterations())
                    .measurementTime(time);
            measuring = effort.iteration().multipliedBy(effort.warmups() + effort.iterations());
        }
        int benchmarks = meant.stream().mapToInt(entry -> combinations(entry, part)).sum();
        return new Step(part.question(), options.build(), benchmarks,
                measuring.plus(OVERHEAD).multipliedBy(effort.forks()));
    }

    /** Where a class has a method for each contender, each method has its own as the only value of the parameter. */
    private static boolean knows(BenchmarkListEntry entry, Part part) {
        List<String> wanted = part.params().getOrDefault(Comparison.CONTENDER, List.of());
        String[] known = entry.getParams().orElse(Map.of()).get(Comparison.CONTENDER);
        return known == null || known.length != 1 || wanted.isEmpty() || wanted.contains(known[0]);
    }

    private static int combinations(BenchmarkListEntry entry, Part part) {
        return entry.getParams().orElse(Map.of()).entrySet().stream()
                .mapToInt(param -> part.params().containsKey(param.getKey())
                        ? part.params().getOrDefault(param.getKey(), List.of()).size()
                        : param.getValue().length)
                .reduce(1, (all, some) -> all * some);
    }

    int benchmarks() {
        return steps.stream().mapToInt(Step::benchmarks).sum();
    }

    Duration time() {
        return steps.stream().map(step -> step.each().multipliedBy(step.benchmarks())).reduce(Duration.ZERO,
                Duration::plus);
    }
}
