package io.atomicflow.bench.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Fails if speed was clearly lost: {@code mvn -Pguard verify}, about a minute.
 *
 * <p>Forks of those that are compared take turns, so that a noisy moment hits both, and medians are compared. What is
 * missed is measured once more, and is a failure only if it is missed again.
 */
public final class Guard {

    private static final int TURNS = 2;
    private static final String THROUGHPUT = "DispatchThroughput.oneProducer";
    private static final String LINE = "HeadOfLine.submitToStart";

    private Guard() {}

    /**
     * Measures, prints what was seen and what is the bound, and exits with 1 if one is missed twice.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot run
     */
    public static void main(String[] arguments) throws RunnerException {
        List<Bound> missed = missed(measure(List.of(Bound.THROUGHPUT, Bound.ALLOCATION, Bound.HEAD_OF_LINE)));
        if (!missed.isEmpty()) {
            System.out.println("Once more, in case that was the machine:");
            missed = missed(measure(missed));
        }
        if (!missed.isEmpty()) {
            System.out.println(
                    "Speed was lost, twice in a row: " + String.join("; ", missed.stream().map(Bound::what).toList())
                            + ".");
            System.exit(1);
        }
        System.out.println("No clear loss of speed.");
    }

    private static Map<Bound, Double> measure(List<Bound> bounds) throws RunnerException {
        Map<Bound, Double> seen = new LinkedHashMap<>();
        if (bounds.contains(Bound.THROUGHPUT) || bounds.contains(Bound.ALLOCATION)) {
            throughput(bounds, seen);
        }
        if (bounds.contains(Bound.HEAD_OF_LINE)) {
            seen.put(Bound.HEAD_OF_LINE, headOfLine());
        }
        seen.forEach((bound, value) -> System.out.println(bound.line(value)));
        return seen;
    }

    private static List<Bound> missed(Map<Bound, Double> seen) {
        return seen.entrySet().stream().filter(entry -> !entry.getKey().holds(entry.getValue())).map(Map.Entry::getKey)
                .toList();
    }

    private static void throughput(List<Bound> bounds, Map<Bound, Double> seen) throws RunnerException {
        List<Double> ours = new ArrayList<>();
        List<Double> pool = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            Look flow = Look.at(THROUGHPUT, Map.of("contender", "atomicFlow", "limit", "3"));
            ours.addAll(flow.scores());
            bytes.addAll(flow.allocations());
            if (bounds.contains(Bound.THROUGHPUT)) {
                pool.addAll(Look.at(THROUGHPUT, Map.of("contender", "poolAndSemaphore", "limit", "3")).scores());
            }
        }
        if (bounds.contains(Bound.THROUGHPUT)) {
            System.out.printf("tasks a second: Atomic Flow %,.0f, pool + Semaphore %,.0f%n", Median.of(ours),
                    Median.of(pool));
            seen.put(Bound.THROUGHPUT, Median.of(ours) / Median.of(pool));
        }
        if (bounds.contains(Bound.ALLOCATION)) {
            seen.put(Bound.ALLOCATION, Median.of(bytes));
        }
    }

    private static double headOfLine() throws RunnerException {
        List<Double> idle = new ArrayList<>();
        List<Double> saturated = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            idle.addAll(Look.at(LINE, Map.of("contender", "atomicFlow", "slowMicros", "10000", "a", "idle"))
                    .percentiles(99));
            saturated.addAll(Look.at(LINE, Map.of("contender", "atomicFlow", "slowMicros", "10000", "a", "saturated"))
                    .percentiles(99));
        }
        System.out.printf("p99 from submit to start, in microseconds: %.1f with the other limit idle, %.1f saturated%n",
                Median.of(idle), Median.of(saturated));
        return Median.of(saturated) / Median.of(idle);
    }
}
