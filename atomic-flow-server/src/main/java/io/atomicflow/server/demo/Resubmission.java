package io.atomicflow.server.demo;

/** What became of the wish to have the work of a task done anew. */
public sealed interface Resubmission {

    /** It is on its way, as another task. */
    record Accepted(long id) implements Resubmission {}

    /** The queue has no room. */
    record Full() implements Resubmission {}

    /** The flow takes no more tasks, ever. */
    record Draining() implements Resubmission {}
}
