package io.atomicflow.server.pusher;

import java.util.Optional;

/** Says which channels have a {@link Feed}: what a new subscriber is told first, and what follows from there. */
@FunctionalInterface
public interface Feeds {

    /** The feed of a channel, if it has one. Any thread may ask, often; what is asked for may be any text. */
    Optional<Feed> feed(String appId, String channel);

    /** Channels that are only published to. */
    static Feeds none() {
        return (appId, channel) -> Optional.empty();
    }
}
