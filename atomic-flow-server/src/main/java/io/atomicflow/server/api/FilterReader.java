package io.atomicflow.server.api;

import io.atomicflow.server.demo.TaskFilter;
import io.atomicflow.task.TaskState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which tasks somebody means: the same three words wherever tasks are listed, exported or cancelled. */
final class FilterReader {

    static final List<String> NAMES = List.of("state", "limit", "q");

    private static final int LONGEST_TEXT = 100;
    private static final String LIVE = "live";
    private static final String ENDED = "ended";

    private FilterReader() {}

    /** Where {@code texts} finds what is said under a name, if anything is. */
    static TaskFilter read(Function<String, Optional<String>> texts) {
        Set<TaskState> states = texts.apply("state").map(FilterReader::states).orElse(TaskFilter.ALL.states());
        Optional<String> text = texts.apply("q");
        text.ifPresent(FilterReader::requireLength);
        return new TaskFilter(states, texts.apply("limit").orElse(null), text.orElse(null));
    }

    private static Set<TaskState> states(String text) {
        Set<TaskState> states = EnumSet.noneOf(TaskState.class);
        for (String word : text.split(",", -1)) {
            switch (word) {
                case LIVE -> states.addAll(TaskFilter.LIVE);
                case ENDED -> states.addAll(TaskFilter.ENDED);
                default -> states.add(state(word));
            }
        }
        return states;
    }

    private static TaskState state(String word) {
        return Arrays.stream(TaskState.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(
                        "state", "state must be one or more of " + Arrays.stream(TaskState.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                                + ", " + LIVE + ", " + ENDED + ", with commas between them, was '"
                                + Named.quoted(word) + "'"));
    }

    private static void requireLength(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST_TEXT) {
            throw ProblemException.badField(
                    "q", "q must have 1 to " + LONGEST_TEXT + " characters, had " + length);
        }
    }
}
