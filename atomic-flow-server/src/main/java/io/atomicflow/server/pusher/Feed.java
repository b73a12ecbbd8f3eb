package io.atomicflow.server.pusher;

/**
 * What a channel tells when the latest matters more than everything: its subscribers ask, each when it is ready for
 * more, so that a slow one gets less often what was merged meanwhile, and holds up nobody.
 */
@FunctionalInterface
public interface Feed {

    /** A place to read from, for one new subscriber: at the very beginning. */
    FeedReader open();
}
