package io.atomicflow.server.pusher;

import org.jspecify.annotations.Nullable;

/** One subscriber's place in a {@link Feed}. Called by one thread at a time, not always the same. */
@FunctionalInterface
public interface FeedReader {

    /**
     * What this subscriber should be told next; it counts as told from here on.
     *
     * @return null if there is nothing new
     */
    @Nullable
    EncodedEvent next();
}
