package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a back end wants to know of a channel. */
record ChannelFacts(Set<String> attributes) {

    private static final Set<String> KNOWN = Set.of("user_count", "subscription_count", "cache");

    /** Reads names that are separated by commas. */
    static ChannelFacts of(String names) throws HttpRefusal {
        Set<String> asked = Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!KNOWN.containsAll(asked)) {
            throw HttpRefusal.badRequest("info may be user_count, subscription_count and cache");
        }
        return new ChannelFacts(asked);
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    boolean asksFor(String attribute) {
        return attributes.contains(attribute);
    }

    /** Refuses what a channel of this name does not have. */
    void requireFits(ChannelName name) throws HttpRefusal {
        if (asksFor("user_count") && name.kind() != ChannelKind.PRESENCE) {
            throw HttpRefusal.badRequest("user_count is there for presence channels only");
        }
        if (asksFor("cache") && !name.isCache()) {
            throw HttpRefusal.badRequest("cache is there for cache channels only");
        }
    }

    /** Writes what is asked for, as far as a channel of this name has it. */
    void writeTo(ObjectNode answer, RunningApp app, ChannelName name) {
        Optional<Channel> channel = app.find(name.text());
        if (asksFor("user_count") && name.kind() == ChannelKind.PRESENCE) {
            answer.put("user_count", channel.map(Channel::userCount).orElse(0));
        }
        if (asksFor("subscription_count")) {
            answer.put("subscription_count", channel.map(known -> known.subscribers().length).orElse(0));
        }
        if (asksFor("cache") && name.isCache()) {
            long now = app.now();
            Optional<Remembered> last = channel.flatMap(known -> known.cache(now));
            if (last.isPresent()) {
                answer.putObject("cache").put("data", last.get().data()).put("ttl", last.get().secondsLeft(now));
            } else {
                answer.putNull("cache");
            }
        }
    }
}
