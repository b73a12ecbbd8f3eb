package io.atomicflow.task;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A description of work: a name, a limit, a body, and what is asked for beside these. Immutable; may be submitted any
 * number of times.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="task"}
 *
 * @param <T> what the body returns
 */
public final class Task<T extends @Nullable Object> {

    private final TaskPolicy policy;
    private final String limit;
    private final int permits;
    private final TaskBody<T> body;

    private Task(Builder builder, TaskBody<T> body) {
        this.policy = builder.policy();
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
        return policy.name();
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
     * Returns what is asked for beside the limit and the body.
     *
     * @return the policy
     */
    public TaskPolicy policy() {
        return policy;
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
        return "Task[" + name() + ", limit " + limit + "]";
    }

    /** Collects what a task is made of. Not safe for use by several threads at once. */
    public static final class Builder {

        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private String limit;
        private int permits = 1;
        private Priority priority = Priority.NORMAL;
        private long queueTimeoutNanos = TaskPolicy.UNLIMITED;
        private long permitTimeoutNanos = TaskPolicy.UNLIMITED;
        private long runTimeoutNanos = TaskPolicy.UNLIMITED;
        private Retry retry = Retry.never();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
            this.limit = name;
        }

        /**
         * Sets the limit. A limit that the flow knows already keeps its size: the number counts for the first use
         * only. Unless it is declared by {@code flow.limit}, it goes away again when it has been idle for long.
         *
         * @param key any string
         * @param atOnce how many of its tasks may run at once, 0 or more; 0 holds them back until the limit is
         *     resized
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder limit(String key, int atOnce) {
            Objects.requireNonNull(key, "key");
            if (atOnce < 0) {
                throw new IllegalArgumentException("permits of limit '" + key + "' must be 0 or more, was " + atOnce);
            }
            this.limit = key;
            this.permits = atOnce;
            return this;
        }

        /**
         * Notes something about the task, for listeners, the handle and the body. May be called several times.
         *
         * @param key what is noted
         * @param value the note
         * @return this builder
         */
        public Builder attribute(String key, String value) {
            attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Sets who goes first, in the queue and in the limit's line. {@link Priority#NORMAL} unless told otherwise.
         *
         * @param level the priority
         * @return this builder
         */
        public Builder priority(Priority level) {
            this.priority = Objects.requireNonNull(level, "priority");
            return this;
        }

        /**
         * Limits the time in the queue. A task that no worker has looked at by then ends as {@link
         * TaskState#TIMED_OUT}.
         *
         * @param atMost the time, above zero
         * @return this builder
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder queueTimeout(Duration atMost) {
            this.queueTimeoutNanos = positiveNanos("queue timeout", atMost);
            return this;
        }

        /**
         * Limits the time in the line of the limit. A task that has no permit by then is tried again if {@link
         * #retry} says so, else it ends as {@link TaskState#TIMED_OUT}.
         *
         * @param atMost the time, above zero
         * @return this builder
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder permitTimeout(Duration atMost) {
            this.permitTimeoutNanos = positiveNanos("permit timeout", atMost);
            return this;
        }

        /**
         * Limits the time that the body runs. It is then interrupted, once; when it has returned, whatever it made of
         * that, the task is tried again if {@link #retry} says so, else it ends as {@link TaskState#TIMED_OUT}. Until
         * the body has returned it keeps its permit.
         *
         * @param atMost the time, above zero
         * @return this builder
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder runTimeout(Duration atMost) {
            this.runTimeoutNanos = positiveNanos("run timeout", atMost);
            return this;
        }

        /**
         * Sets whether the task is tried again. Never, unless told otherwise.
         *
         * @param policy how often, how soon, and after what
         * @return this builder
         */
        public Builder retry(Retry policy) {
            this.retry = Objects.requireNonNull(policy, "retry");
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

        /**
         * Ends the description with a body that returns nothing.
         *
         * @param body the work
         * @return the task
         */
        public Task<@Nullable Void> run(Runnable body) {
            Objects.requireNonNull(body, "body");
            return call(context -> {
                body.run();
                return null;
            });
        }

        private TaskPolicy policy() {
            return new TaskPolicy(
                    name,
                    Map.copyOf(attributes),
                    priority,
                    queueTimeoutNanos,
                    permitTimeoutNanos,
                    runTimeoutNanos,
                    retry);
        }

        private static long positiveNanos(String what, Duration time) {
            if (!Objects.requireNonNull(time, what).isPositive()) {
                throw new IllegalArgumentException(what + " must be above zero, was " + time);
            }
            return Math.min(TimeUnit.NANOSECONDS.convert(time), TaskPolicy.UNLIMITED - 1);
        }
    }
}
