package io.atomicflow.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the tasks of one order are spread over time. */
public enum Spread {
    /** All at once. */
    NONE,
    /** At random over three seconds. */
    JITTER;

    /** What it is called outside. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All keys, in the order in which they should be offered. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Spread::key).toList();
    }

    /** The one with this key. */
    public static Optional<Spread> of(String key) {
        return Arrays.stream(values())
                .filter(spread -> spread.key().equals(key))
                .findFirst();
    }
}
