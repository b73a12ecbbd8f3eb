package io.atomicflow.server.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of the list ends, as text that only this server needs to understand. */
final class TaskCursor {

    /** Before it is everything. */
    static final long BEGINNING = Long.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("before-([1-9][0-9]{0,17})");

    private TaskCursor() {}

    static String before(long id) {
        return "before-" + id;
    }

    static long read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ProblemException.badField(
                    "cursor", "cursor must be what 'next' of another page was, was '" + Named.quoted(text) + "'");
        }
        return Long.parseLong(form.group(1));
    }
}
