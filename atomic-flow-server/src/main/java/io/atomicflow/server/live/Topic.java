package io.atomicflow.server.live;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a channel is about. */
sealed interface Topic {

    /** All of it. */
    record Flow() implements Topic {}

    /** One task. */
    record OneTask(long id) implements Topic {}

    /** One limit. */
    record OneLimit(String key) implements Topic {}

    String FLOW = "flow";
    String TASK_PREFIX = "task-";
    String LIMIT_PREFIX = "limit-";

    /** As many digits as a long has room for in any case; each number is written in one way only. */
    Pattern ID = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** What a channel of this name is about, if anything; the name is without what says who may listen. */
    static Optional<Topic> of(String name) {
        if (name.equals(FLOW)) {
            return Optional.of(new Flow());
        }
        if (name.startsWith(TASK_PREFIX)) {
            String id = name.substring(TASK_PREFIX.length());
            return ID.matcher(id).matches() ? Optional.of(new OneTask(Long.parseLong(id))) : Optional.empty();
        }
        return name.startsWith(LIMIT_PREFIX)
                ? LimitKeys.decode(name.substring(LIMIT_PREFIX.length())).map(OneLimit::new)
                : Optional.empty();
    }
}
