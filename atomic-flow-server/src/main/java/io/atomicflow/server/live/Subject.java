package io.atomicflow.server.live;

import org.jspecify.annotations.Nullable;

/** One thing that somebody watches. For one thread at a time. */
interface Subject {

    /** The name of the event that tells of it. */
    String event();

    /** What is to be told, if that is anything else than the last time. */
    @Nullable
    String news(Moment now);
}
