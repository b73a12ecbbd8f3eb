package io.atomicflow.bench.report;

import io.atomicflow.bench.report.ShortSet.Part;
import java.time.Duration;
import java.util.ArrayList;
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
                List<BenchmarkListEntry> found = BenchmarkList.defaultList()
                        .find(log, List.of(include(part)), List.of()).stream().filter(entry -> means(entry, part))
                        .toList();
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

    private static Step step(Part part, Effort effort, List<BenchmarkListEntry> found) {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(effort.forks()).addProfiler(GCProfiler.class)
                // A fork's own words on the console would stand between the lines of progress.
                .jvmArgsPrepend("-Dslf4j.internal.verbosity=ERROR");
        found.forEach(entry -> options.include("^" + entry.getUsername().replace(".", "\\.") + "$"));
        part.params().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        boolean shots = found.stream().anyMatch(entry -> entry.getMode() == Mode.SingleShotTime);
        TimeValue time = TimeValue.milliseconds(effort.iteration().toMillis());
        Duration measuring;
        if (shots) {
            options.warmupIterations(part.shots().warmup()).measurementIterations(part.shots().measured());
            measuring = part.shots().all();
        } else {
            options.warmupIterations(effort.warmups()).warmupTime(time).measurementIterations(effort.iterations())
                    .measurementTime(time);
            measuring = effort.iteration().multipliedBy(effort.warmups() + effort.iterations());
        }
        int benchmarks = found.stream().mapToInt(entry -> combinations(entry, part)).sum();
        return new Step(part.question(), options.build(), benchmarks,
                measuring.plus(OVERHEAD).multipliedBy(effort.forks()));
    }

    /** Where a class has a method for each contender, each method has its own as the only value of the parameter. */
    private static boolean means(BenchmarkListEntry entry, Part part) {
        String method = entry.getUsername().substring(entry.getUsername().lastIndexOf('.') + 1);
        if (!part.methods().isEmpty() && !part.methods().contains(method)) {
            return false;
        }
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
