package io.atomicflow.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A description of work: a name, a limit and a body. Immutable; may be submitted any number of times.
 *
 * {@snippet :
 * Task<Report> task = Task.named("report").limit("reports", 2).call(context -> render());
 * }
 *
 * @param <T> what the body returns
 */
public final class Task<T extends @Nullable Object> {

    /** The name of a task that was given none. */
    public static final String UNNAMED = "task";

    private final String name;
    private final String limit;
    private final int permits;
    private final TaskBody<T> body;

    private Task(Builder builder, TaskBody<T> body) {
        this.name = builder.name;
        this.limit = builder.limit;
        this.permits = builder.permits;
        this.body = body;
    }

    /**
     * Begins the description of a task. Without a {@linkplain Builder#limit limit} of its own it runs under a limit
     * of its name, one at a time.
     *
     * @param name what to call it, in events and on the dashboard
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * Returns what the task is called.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the key of the limit that the task runs under.
     *
     * @return the key
     */
    public String limit() {
        return limit;
    }

    /**
     * Returns how many permits the limit gets if this task is the first to name it.
     *
     * @return the number of permits, 0 or more
     */
    public int permits() {
        return permits;
    }

    /**
     * Returns what the task does.
     *
     * @return the body
     */
    public TaskBody<T> body() {
        return body;
    }

    @Override
    public String toString() {
        return "Task[" + name + ", limit " + limit + "]";
    }

    /** Collects what a task is made of. Not safe for use by several threads at once. */
    public static final class Builder {

        private final String name;
        private String limit;
        private int permits = 1;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
            this.limit = name;
        }

        /**
         * Sets the limit. A limit that the flow knows already keeps its size: the number counts for the first use
         * only.
         *
         * @param key any string
         * @param atOnce how many of its tasks may run at once, 0 or more; 0 holds them back until the limit is
         *     resized
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder limit(String key, int atOnce) {
            if (atOnce < 0) {
                throw new IllegalArgumentException("permits of limit '" + key + "' must be 0 or more, was " + atOnce);
            }
            this.limit = Objects.requireNonNull(key, "key");
            this.permits = atOnce;
            return this;
        }

        /**
         * Ends the description with a body that returns something.
         *
         * @param body the work
         * @param <T> what it returns
         * @return the task
         */
        public <T extends @Nullable Object> Task<T> call(TaskBody<T> body) {
            return new Task<>(this, Objects.requireNonNull(body, "body"));
        }
    }
}
