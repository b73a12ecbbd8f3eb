package io.atomicflow.server.api;

import java.util.List;

/** Names that somebody sent, and values, as they may be repeated in an answer. */
final class Named {

    /** How much of what is wrong is repeated. */
    private static final int LONGEST = 60;

    private Named() {}

    static void requireKnown(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            String there = known.isEmpty() ? "there is none here" : "there are " + String.join(", ", known);
            throw ProblemException.badField(
                    quoted(name), "unknown " + what + " '" + quoted(name) + "'; " + there);
        }
    }

    static String quoted(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
