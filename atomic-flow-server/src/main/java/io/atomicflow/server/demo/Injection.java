package io.atomicflow.server.demo;

/** What became of a {@link LoadOrder}: all of it was accepted, or nothing. */
public sealed interface Injection {

    /** All tasks are on their way. */
    record Accepted(int count) implements Injection {}

    /** The queue has only so much room. */
    record Full(int room) implements Injection {}

    /** The flow takes no more tasks, ever. */
    record Draining() implements Injection {}
}
