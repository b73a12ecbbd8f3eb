package io.atomicflow.server.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as lines of CSV, times as in ISO 8601.
 *
 * <p>A cell that a spreadsheet would take for a formula begins with an apostrophe: whoever names a task may not make
 * the spreadsheet of whoever looks at it do something.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class TaskCsv {

    static final String HEADER = "id,name,limit,state,attempt,progress,submittedAt,changedAt,waitMillis,runMillis,error\r\n";

    private static final String FORMULA = "=+-@\t\r";

    private TaskCsv() {}

    static String line(TaskRow task) {
        return Arrays.<@Nullable Object>asList(
                task.id(),
                task.name(),
                task.limit(),
                task.state(),
                task.attempt(),
                task.progress(),
                Instant.ofEpochMilli(task.submittedAt()),
                Instant.ofEpochMilli(task.changedAt()),
                task.waitMillis(),
                task.runMillis(),
                task.error())
                .stream()
                .map(TaskCsv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
