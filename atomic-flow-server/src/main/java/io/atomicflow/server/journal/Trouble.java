package io.atomicflow.server.journal;

import io.atomicflow.task.TaskTimeoutException;
import io.atomicflow.task.TimeLimit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a few words what went wrong with a task. */
public final class Trouble {

    /** How many characters are kept of what an exception says. */
    public static final int LONGEST = 300;

    private Trouble() {}

    /** What was thrown: its class without the package, and its message. */
    public static String of(Throwable cause) {
        if (cause instanceof TaskTimeoutException timeout) {
            return of(timeout.limit());
        }
        String name = cause.getClass().getSimpleName();
        String message = messageOf(cause);
        String text = message == null ? name : name + ": " + message;
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(LONGEST - 2));
        return text.substring(0, halved ? LONGEST - 2 : LONGEST - 1) + "…";
    }

    /** Which time ran out. */
    public static String of(TimeLimit limit) {
        return "its " + limit.name().toLowerCase(Locale.ROOT) + " time ran out";
    }

    /** A message may be made by code of the task's, which may throw. */
    private static @Nullable String messageOf(Throwable cause) {
        try {
            return cause.getMessage();
        } catch (Throwable broken) {
            return null;
        }
    }
}
