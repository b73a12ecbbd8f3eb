package io.atomicflow.server.live;

import java.util.Optional;

/** What the channels of the flow are called, and so who may listen. */
public enum LiveChannels {
    /** {@code flow}, {@code task-<id>} and {@code limit-<key>}: everybody may. */
    PUBLIC(""),

    /** The same behind {@code private-}: who has a signature may. */
    PRIVATE("private-");

    private final String prefix;

    LiveChannels(String prefix) {
        this.prefix = prefix;
    }

    /** What all names begin with. */
    public String prefix() {
        return prefix;
    }

    /** Whether a channel of this name is one of these. */
    public boolean has(String channel) {
        return topic(channel).isPresent();
    }

    String flow() {
        return prefix + Topic.FLOW;
    }

    Optional<Topic> topic(String channel) {
        return channel.startsWith(prefix) ? Topic.of(channel.substring(prefix.length())) : Optional.empty();
    }
}
