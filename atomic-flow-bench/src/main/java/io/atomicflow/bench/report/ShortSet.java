package io.atomicflow.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which benchmarks are run, with what and for how long: about ten minutes on two cores in all.
 *
 * <p>The grid of every contender at every parameter would take hours, so everybody is measured at the setting that
 * matters most, and whoever is ahead, or is what people use, at the others.
 */
final class ShortSet {

    private static final String US = "atomicFlow";
    private static final String POOL = "poolAndSemaphore";
    private static final String VIRTUAL = "virtualThreadAndSemaphore";
    private static final String[] MAIN = {US, POOL, VIRTUAL};
    private static final String[] PEERS = {POOL, VIRTUAL, "forkJoinAndSemaphore", "resilience4j", "failsafe",
        "threadly",
        "kotlin", "concurrencyLimits"};

    static final List<Part> PARTS = List.of(
            // The blocking limiter is not here: its submit waits for the permit.
            part("SubmitCost").contenders(US, "atomicFlowPlatform", POOL, VIRTUAL, "forkJoinAndSemaphore",
                    "resilience4j",
                    "failsafe", "threadly", "kotlin", "rawMpmc"),

            part("DispatchThroughput").methods("oneProducer").with("limit", "3").contenders(US, PEERS,
                    "atomicFlowSpinning",
                    "atomicFlowPlatform", "rawMpmc", "direct"),
            part("DispatchThroughput").methods("twoProducers", "fourProducers").with("limit", "3").contenders(US, POOL,
                    VIRTUAL,
                    "rawMpmc"),
            part("DispatchThroughput").methods("oneProducer").with("limit", "1", "10").contenders(MAIN),

            part("DispatchLatency").with("gapMicros", "200").contenders(US, PEERS, "atomicFlowSpinning",
                    "atomicFlowPlatform",
                    "unparkPlatform", "unparkVirtual", "rawMpmc"),
            part("DispatchLatency").with("gapMicros", "0").contenders(US, POOL, VIRTUAL, "atomicFlowSpinning", "kotlin",
                    "rawMpmc"),

            part("DispatchUnderLoad").shots(1, 3, Duration.ofSeconds(1)).with("seconds", "1")
                    .with("load", "10", "50", "90").contenders(US, POOL, VIRTUAL, "atomicFlowSpinning",
                            "kotlin"),
            part("HeadOfLine").with("slowMicros", "1000", "10000").with("a", "idle", "saturated").contenders(US,
                    VIRTUAL),
            part("HeadOfLine").with("slowMicros", "1000").with("a", "idle", "saturated").contenders(POOL),
            part("HandOff").contenders(MAIN),

            part("WaitingCost").shots(1, 3, Duration.ofMillis(500)).with("tasks", "10000").contenders(US, VIRTUAL),
            part("WaitingCost").shots(1, 3, Duration.ofSeconds(2)).with("tasks", "1000000").contenders(US),
            part("WaitingScale").with("waiting", "1", "10000", "1000000").contenders(US),
            part("WaitingScale").with("where", "sameLimit").with("waiting", "1", "10000").contenders(VIRTUAL),
            part("CancelAll").shots(3, 5, Duration.ofMillis(100)).with("order", "shuffled")
                    .with("tasks", "10000", "100000").contenders(US),
            part("CancelAll").shots(1, 3, Duration.ofSeconds(1)).with("order", "shuffled").with("tasks", "10000")
                    .contenders(VIRTUAL),

            part("ManyKeys").with("keys", "1", "1000", "100000").with("spread", "uniform").contenders(MAIN),
            part("ManyKeys").with("keys", "1", "100000").with("spread", "zipf").contenders(US),
            part("ListenerCost").with("listeners", "0", "1", "10", "oneSlow"),
            part("SemaphoreStrategies").with("permits", "10").with("strategy", "channel", "atomic", "fair", "jdk",
                    "jdkFair"),
            part("QueueVariants").with("queue", "mpmcAtomic", "mpmcVarHandle", "mpmcUnsafe", "mpmcAtomicUnpadded",
                    "mpmcXadd", "mpscAtomic", "concurrentLinked", "arrayBlocking"));

    private ShortSet() {}

    private static Part part(String question) {
        return new Part(question, List.of(), Map.of(), Shots.NONE);
    }

    /**
     * For what is measured call by call, not for a time: how many go before, how many count, how long each is, about.
     */
    record Shots(int warmup, int measured, Duration each) {

        static final Shots NONE = new Shots(0, 0, Duration.ZERO);

        Duration all() {
            return each.multipliedBy(warmup + measured);
        }
    }

    /**
     * Some settings of one question.
     *
     * @param question the simple name of the class
     * @param methods which of its benchmarks; all if none is named
     * @param params the values of its parameters; where there are several, each with each
     * @param shots how many calls, where calls are measured
     */
    record Part(String question, List<String> methods, Map<String, List<String>> params, Shots shots) {

        Part methods(String... names) {
            return new Part(question, List.of(names), params, shots);
        }

        Part with(String param, String... values) {
            Map<String, List<String>> more = new LinkedHashMap<>(params);
            more.put(param, List.of(values));
            return new Part(question, methods, more, shots);
        }

        Part contenders(String... names) {
            return with(Comparison.CONTENDER, names);
        }

        Part contenders(String first, String[] some, String... more) {
            List<String> all = new ArrayList<>(List.of(first));
            all.addAll(List.of(some));
            all.addAll(List.of(more));
            return with(Comparison.CONTENDER, all.toArray(String[]::new));
        }

        Part shots(int warmup, int measured, Duration each) {
            return new Part(question, methods, params, new Shots(warmup, measured, each));
        }
    }
}
