package io.atomicflow.bench.report;

import java.util.Map;

/** What somebody in a comparison is: this library, a peer that does the same, or the floor that nobody gets under. */
enum Party {

    OURS, PEER, FLOOR;

    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("atomicFlow", "Atomic Flow"),
            Map.entry("atomicFlowSpinning", "Atomic Flow, spinning"),
            Map.entry("atomicFlowPlatform", "Atomic Flow, platform"), Map.entry("poolAndSemaphore", "pool + Semaphore"),
            Map.entry("virtualThreadAndSemaphore", "virtual + Semaphore"),
            Map.entry("forkJoinAndSemaphore", "ForkJoin + Semaphore"), Map.entry("resilience4j", "Resilience4j"),
            Map.entry("failsafe", "Failsafe"), Map.entry("threadly", "threadly"), Map.entry("kotlin", "Kotlin"),
            Map.entry("concurrencyLimits", "concurrency-limits"), Map.entry("rawMpmc", "raw MPMC queue"),
            Map.entry("unparkPlatform", "unpark, platform"), Map.entry("unparkVirtual", "unpark, virtual"),
            Map.entry("direct", "direct call"), Map.entry("jdk", "JDK Semaphore"),
            Map.entry("jdkFair", "JDK Semaphore, fair"), Map.entry("channel", "channel()"),
            Map.entry("atomic", "atomic()"), Map.entry("fair", "fair()"),
            Map.entry("channelGate", "channel(), its limit"), Map.entry("atomicGate", "atomic(), its limit"),
            Map.entry("fairGate", "fair(), its limit"), Map.entry("oneSlow", "one that is slow"));

    static Party of(String name) {
        return switch (name) {
            case "rawMpmc", "unparkPlatform", "unparkVirtual", "direct" -> FLOOR;
            case "channel", "atomic", "fair", "channelGate",
                    "atomicGate", "fairGate" ->
                OURS;
            // A number or a habit of listeners: then everybody in the picture is us.
            default -> name.startsWith("atomicFlow") || name.equals("oneSlow") || name.matches("\\d+") ? OURS : PEER;
        };
    }

    static String label(String name) {
        return LABELS.getOrDefault(name, name);
    }
}
