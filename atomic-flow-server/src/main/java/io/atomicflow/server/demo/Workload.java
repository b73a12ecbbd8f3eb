package io.atomicflow.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the body of a task does with its time. */
public enum Workload {
    /** Waits. */
    SLEEP,
    /** Computes. */
    CPU,
    /** One in four computes, the others wait. */
    MIXED,
    /** Waits, and one in four throws in the end. */
    FAILING;

    /** What it is called outside. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All keys, in the order in which they should be offered. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Workload::key).toList();
    }

    /** The one with this key. */
    public static Optional<Workload> of(String key) {
        return Arrays.stream(values())
                .filter(workload -> workload.key().equals(key))
                .findFirst();
    }
}
