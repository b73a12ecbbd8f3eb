package io.atomicflow.server.demo;

/** What became of a {@link LoadOrder}: all of it was accepted, or nothing. */
public sealed interface Injection {

    /**
     * All tasks are on their way.
     *
     * @param count how many
     * @param firstId the id of the first one; the others follow without a gap
     */
    record Accepted(int count, long firstId) implements Injection {

        /** The id of the last one. */
        public long lastId() {
            return firstId + count - 1;
        }
    }

    /** The queue has only so much room. */
    record Full(int room) implements Injection {}

    /** The flow takes no more tasks, ever. */
    record Draining() implements Injection {}
}
