package io.atomicflow.server.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares servers under the same load, in turn, and prints a table. Without arguments it measures this one; each argument
 * adds another Pusher server that runs already: {@code name,port,appId,key,secret,pid}.
 */
public final class LoadReport {

    private static final int SUBSCRIBERS = 1_000;
    private static final int PER_SECOND = 50;
    private static final int ROUNDS = 3;
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private LoadReport() {}

    /** Measures and prints. */
    public static void main(String[] others) throws Exception {
        try (ServerProcess own = ServerProcess.start()) {
            List<Target> targets = new ArrayList<>(List.of(own.target()));
            for (String other : others) {
                targets.add(targetOf(other.split(",", -1)));
            }
            idle(targets);
            for (Target target : targets) {
                new Load(target).steady(SUBSCRIBERS, PER_SECOND, LENGTH);
            }
            System.out.println();
            System.out.println(
                    "| server | round | deliveries | p50, ms | p99, ms | max, ms | deliveries/s at saturation |");
            System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            for (int round = 1; round <= ROUNDS; round++) {
                for (Target target : targets) {
                    measure(target, round);
                }
            }
        }
    }

    /** First of all, while nobody has memory left over from work. */
    private static void idle(List<Target> targets) throws Exception {
        System.out.println("| server | idle connections | resident, kB each | alive on the heap, kB each |");
        System.out.println("| --- | ---: | ---: | ---: |");
        for (Target target : targets) {
            for (int connections : new int[]{1_000, 5_000}) {
                Memory each = new Load(target).idle(connections).each();
                System.out.printf(
                        "| %s | %d | %.1f | %.1f |%n", target.name(), connections, each.resident(), each.heap());
            }
        }
    }

    private static void measure(Target target, int round) throws Exception {
        Load load = new Load(target);
        Load.Steady steady = load.steady(SUBSCRIBERS, PER_SECOND, LENGTH);
        Load.Saturated saturated = load.saturated(SUBSCRIBERS, LENGTH);
        System.out.printf(
                "| %s | %d | %d of %d | %.1f | %.1f | %.0f | %.0f |%n",
                target.name(),
                round,
                steady.seen(),
                steady.due(),
                steady.p50Millis(),
                steady.p99Millis(),
                steady.maxMillis(),
                saturated.deliveriesPerSecond());
    }

    private static Target targetOf(String[] parts) {
        return new Target(
                parts[0], Integer.parseInt(parts[1]), parts[2], parts[3], parts[4], Long.parseLong(parts[5]));
    }
}
