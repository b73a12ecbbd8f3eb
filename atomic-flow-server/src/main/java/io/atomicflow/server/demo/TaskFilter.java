package io.atomicflow.server.demo;

import io.atomicflow.task.TaskState;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody wants to see.
 *
 * @param states those whose state is one of these
 * @param limit those of the limit of exactly this key, if one is given
 * @param text those whose id begins with it, if it is digits; else those in whose name it is, in whatever case
 */
public record TaskFilter(Set<TaskState> states, @Nullable String limit, @Nullable String text) {

    /** The states of those that are live. */
    public static final Set<TaskState> LIVE = Set.copyOf(EnumSet.range(TaskState.SCHEDULED, TaskState.IN_PROGRESS));

    /** The states of those that have ended. */
    public static final Set<TaskState> ENDED = Set.copyOf(EnumSet.range(TaskState.COMPLETE, TaskState.TIMED_OUT));

    /** Lets everything through. */
    public static final TaskFilter ALL = new TaskFilter(EnumSet.allOf(TaskState.class), null, null);

    /** Keeps a copy. */
    public TaskFilter {
        states = Set.copyOf(states);
        text = text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** Whether it lets this task through now. */
    public boolean matches(KnownTask task) {
        return states.contains(task.state())
                && (limit == null || limit.equals(task.handle().limit()))
                && (text == null || matchesText(task, text));
    }

    private static boolean matchesText(KnownTask task, String text) {
        return text.chars().allMatch(character -> character >= '0' && character <= '9')
                ? Long.toString(task.id()).startsWith(text)
                : task.handle().name().toLowerCase(Locale.ROOT).contains(text);
    }
}
