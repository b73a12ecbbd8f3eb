package io.atomicflow.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.atomicflow.server.demo.KnownTask;
import io.atomicflow.server.journal.Attempt;
import io.atomicflow.server.journal.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is told of one task; see {@code docs/live-protocol.md} for each field. */
record TaskDetail(
        @JsonUnwrapped TaskRow row,
        @Nullable String explanation,
        String priority,
        Map<String, String> attributes,
        @Nullable Long retryOf,
        List<Moment> timeline,
        int omitted,
        boolean gaps,
        List<Try> attempts,
        boolean canCancel,
        boolean canRetry) {

    private static final long NANOS = Duration.ofMillis(1).toNanos();

    static TaskDetail of(TaskPicture picture, @Nullable String explanation) {
        KnownTask task = picture.task();
        return new TaskDetail(
                picture.row(),
                explanation,
                task.work().policy().priority().name(),
                task.handle().attributes(),
                task.retryOf().isPresent() ? (Long) task.retryOf().getAsLong() : null,
                timeline(picture),
                picture.history().omitted(),
                picture.history().hasGaps() || lacksEnd(picture),
                picture.attempts().stream().map(Try::of).toList(),
                task.canCancel(),
                picture.state().isEnd());
    }

    /** The end is always on it, also if the journal does not have it yet, or never will. */
    private static List<Moment> timeline(TaskPicture picture) {
        List<Moment> timeline = new ArrayList<>();
        picture.history().steps().forEach(step -> timeline.add(Moment.of(step)));
        if (lacksEnd(picture)) {
            TaskRow row = picture.row();
            timeline.add(new Moment(row.changedAt(), row.state(), row.attempt(), null, picture.error()));
        }
        return timeline;
    }

    private static boolean lacksEnd(TaskPicture picture) {
        boolean hasEnd = picture.history().last().map(step -> step.state().isEnd()).orElse(false);
        return picture.state().isEnd() && !hasEnd;
    }

    record Moment(long at, String state, int attempt, @Nullable Integer worker, @Nullable String note) {

        static Moment of(Step step) {
            return new Moment(
                    step.epochNanos() / NANOS,
                    step.state().name(),
                    step.attempt(),
                    step.worker() < 0 ? null : step.worker(),
                    step.note());
        }
    }

    record Try(
            int attempt,
            @Nullable Double queuedMillis,
            @Nullable Double waitMillis,
            @Nullable Double runMillis,
            @Nullable String end) {

        static Try of(Attempt attempt) {
            return new Try(
                    attempt.number(),
                    Millis.of(attempt.queuedNanos()),
                    Millis.of(attempt.waitNanos()),
                    Millis.of(attempt.runNanos()),
                    attempt.end() == null ? null : attempt.end().name());
        }
    }
}
