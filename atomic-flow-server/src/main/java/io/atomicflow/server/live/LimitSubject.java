package io.atomicflow.server.live;

import io.atomicflow.LimitSnapshot;
import org.jspecify.annotations.Nullable;

/** One limit: told when anything of it changes. One that does not exist is told as such, until it does. */
final class LimitSubject implements Subject {

    private final String key;
    private boolean told;
    private @Nullable LimitSnapshot last;

    LimitSubject(String key) {
        this.key = key;
    }

    @Override
    public String event() {
        return "limit";
    }

    @Override
    public @Nullable String news(Moment now) {
        LimitSnapshot limit = now.limit(key);
        if (told && (limit == null ? last == null : limit.equals(last))) {
            return null;
        }
        told = true;
        last = limit;
        return SubjectWriter.limit(now.atMillis(), key, limit);
    }
}
