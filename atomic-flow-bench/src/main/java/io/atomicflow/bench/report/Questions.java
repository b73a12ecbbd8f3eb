package io.atomicflow.bench.report;

import static io.atomicflow.bench.report.Claim.atLeast;
import static io.atomicflow.bench.report.Claim.atMost;

import java.util.List;
import java.util.Map;

/** What the benchmarks ask, and what is wanted: the ratios that this library promises itself to reach. */
final class Questions {

    private static final String BY = Comparison.CONTENDER;
    private static final Map<String, String> ALL_ROWS = Map.of();
    private static final Map<String, String> OURS = Map.of(BY, "atomicFlow");
    private static final Claim.Reference POOL = versus("poolAndSemaphore");
    private static final Claim.Reference BEST = new Claim.BestPeer();
    private static final Claim.Reference BYTES = new Claim.Fixed(1, "B");

    static final List<Question> ALL = List.of(submitCost(), throughput(), latency(), underLoad(), headOfLine(),
            handOff(),
            waitingCost(), waitingScale(), manyKeys(), cancelAll(), listeners(), strategies(), queues());

    private Questions() {}

    /** For a benchmark that somebody added: its score is shown, nothing is wanted. */
    static Question unknown(String name) {
        return new Question(name, "What does " + name + " measure? It is not described yet.", Row.SCORE, BY,
                List.of(new Plot.Bars(Row.SCORE, BY, ALL_ROWS)), List.of());
    }

    private static Question submitCost() {
        return new Question("SubmitCost", "What does one submit cost that is accepted?", Row.SCORE, BY,
                List.of(new Plot.Bars(Row.SCORE, BY, ALL_ROWS)),
                List.of(atMost(1, "no more time than the JDK pool\u2019s execute", Row.SCORE, OURS, POOL),
                        atMost(128, "one object", "submitterBytes", OURS, BYTES)));
    }

    private static Question throughput() {
        return new Question("DispatchThroughput", "How many tasks that do nothing pass through a limit in a second?",
                Row.SCORE,
                BY,
                List.of(new Plot.Bars(Row.SCORE, BY, Map.of("producers", "1")),
                        new Plot.Bars(Row.SCORE, BY, Map.of("producers",
                                "4")),
                        new Plot.Lines(Row.SCORE, BY, "producers", Map.of("limit", "3"))),
                List.of(atLeast(2, "one producer: twice the pool + Semaphore", Row.SCORE, ours("producers", "1"), POOL),
                        atLeast(5, "one producer: five times a virtual thread + Semaphore", Row.SCORE,
                                ours("producers", "1"),
                                versus("virtualThreadAndSemaphore")),
                        atLeast(3, "four producers: three times the pool + Semaphore", Row.SCORE,
                                ours("producers", "4"), POOL),
                        atLeast(0.8, "nearly a raw MPMC queue", Row.SCORE, ours("producers", "1"), versus("rawMpmc"))));
    }

    private static Question latency() {
        return new Question("DispatchLatency",
                "How long from submit to the first instruction, when nothing else is going on?",
                "p50", BY, List.of(new Plot.Ranges(BY, ALL_ROWS)),
                List.of(atMost(1.1, "after silence: p50 near the raw unpark of a virtual thread", "p50",
                        ours("gapMicros", "200"), versus("unparkVirtual")),
                        atMost(1.1, "platform workers, after silence: p50 near the raw unpark", "p50",
                                Map.of(BY, "atomicFlowPlatform", "gapMicros", "200"), versus("unparkPlatform")),
                        atMost(3, "spinning: p50 within three raw queue hand-offs", "p50",
                                Map.of(BY, "atomicFlowSpinning"),
                                versus("rawMpmc"))));
    }

    private static Question underLoad() {
        return new Question("DispatchUnderLoad",
                "How long from when a task was due to its first instruction, at 10, 50 and 90 % "
                        + "of capacity?",
                "p50", BY, List.of(new Plot.Ranges(BY, ALL_ROWS)),
                List.of(atMost(1, "p50 no worse than the best peer", "p50", OURS, BEST),
                        atMost(1, "p99 no worse than the best peer", "p99", OURS, BEST)));
    }

    private static Question headOfLine() {
        return new Question("HeadOfLine", "Does a limit that is saturated with slow tasks hold up another one?", "p99",
                BY,
                List.of(new Plot.Ranges(BY, ALL_ROWS)),
                List.of(atMost(1.2, "p99 as if the other limit were idle", "p99", ours("a", "saturated"),
                        new Claim.Other(Map.of("a", "idle")))));
    }

    private static Question handOff() {
        return new Question("HandOff",
                "How long from the end of one body to the start of the next that waits for its permit?",
                "p50", BY, List.of(new Plot.Ranges(BY, ALL_ROWS)),
                List.of(atMost(1, "a microsecond, with a running worker", "p50", OURS,
                        new Claim.Fixed(1e3, "\u00b5s"))));
    }

    private static Question waitingCost() {
        return new Question("WaitingCost", "What does a task cost while it waits for its permit?", "bytesPerTask", BY,
                List.of(new Plot.Bars("bytesPerTask", BY, ALL_ROWS)),
                List.of(atMost(128, "128 bytes beside the user\u2019s own body", "bytesPerTask", OURS, BYTES)));
    }

    private static Question waitingScale() {
        return new Question("WaitingScale", "Does it cost more to pass through a line when many wait already?",
                Row.SCORE, BY,
                List.of(new Plot.Lines(Row.SCORE, BY, "waiting", ALL_ROWS)),
                List.of(atMost(2, "with a million waiting, within twice the cost with one", Row.SCORE,
                        ours("waiting", "1000000"), new Claim.Other(Map.of("waiting", "1")))));
    }

    private static Question manyKeys() {
        return new Question("ManyKeys", "How many tasks a second, when there are many limits?", Row.SCORE, BY,
                List.of(new Plot.Lines(Row.SCORE, BY, "keys", ALL_ROWS)),
                List.of(atLeast(0.5, "with 100,000 limits, at least half of what one gives", Row.SCORE,
                        ours("keys", "100000"),
                        new Claim.Other(Map.of("keys", "1")))));
    }

    private static Question cancelAll() {
        return new Question("CancelAll", "How long does it take to cancel all tasks that wait?", "perTask", BY,
                List.of(new Plot.Lines("perTask", BY, "tasks", ALL_ROWS)),
                List.of(atMost(2, "linear: each of 100,000 costs no more than twice each of 10,000", "perTask",
                        ours("tasks", "100000"), new Claim.Other(Map.of("tasks", "10000")))));
    }

    private static Question listeners() {
        String by = "listeners";
        return new Question("ListenerCost", "What do listeners cost the tasks?", Row.SCORE, by,
                List.of(new Plot.Bars(Row.SCORE, by, ALL_ROWS)),
                List.of(atLeast(0.9, "one listener costs at most 10 %", Row.SCORE, Map.of(by, "1"),
                        new Claim.Other(Map.of(by, "0"))),
                        atLeast(1, "a slow one costs no more than a fast one", Row.SCORE, Map.of(by, "oneSlow"),
                                new Claim.Other(Map.of(by, "1")))));
    }

    private static Question strategies() {
        String by = "strategy";
        Claim.Reference jdk = new Claim.Other(Map.of(by, "jdk"));
        return new Question("SemaphoreStrategies", "What do taking a permit and giving it back cost?", Row.SCORE, by,
                List.of(new Plot.Bars(Row.SCORE, by, ALL_ROWS)),
                List.of(atMost(1, "channel(): no worse than the JDK\u2019s", Row.SCORE, Map.of(by, "channel"), jdk),
                        atMost(1, "atomic(): no worse than the JDK\u2019s", Row.SCORE, Map.of(by, "atomic"), jdk),
                        atMost(1, "fair(): no worse than the JDK\u2019s fair one", Row.SCORE, Map.of(by, "fair"),
                                new Claim.Other(Map.of(by, "jdkFair"))),
                        atMost(0.5, "channel() allocates nothing", Row.ALLOCATION, Map.of(by, "channel"), BYTES)));
    }

    private static Question queues() {
        String by = "queue";
        return new Question("QueueVariants", "What does the pipe cost by itself, made in one way or another?",
                Row.SCORE, by,
                List.of(new Plot.Bars(Row.SCORE, by, ALL_ROWS)), List.of());
    }

    private static Map<String, String> ours(String param, String value) {
        return Map.of(BY, "atomicFlow", param, value);
    }

    private static Claim.Reference versus(String contender) {
        return new Claim.Other(Map.of(BY, contender));
    }
}
