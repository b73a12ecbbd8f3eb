package io.atomicflow.server.pusher;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who listens to which channel. A channel exists while somebody does.
 *
 * <p><b>Thread-safety:</b> any thread may call. Each channel's set is immutable and replaced as a whole, so a
 * publisher walks the set that was there when it began.
 */
final class Subscribers {

    private final ConcurrentMap<String, Set<Connection>> byChannel = new ConcurrentHashMap<>();

    void add(String channel, Connection connection) {
        byChannel.merge(channel, Set.of(connection), Subscribers::union);
    }

    void remove(String channel, Connection connection) {
        byChannel.computeIfPresent(channel, (name, before) -> {
            Set<Connection> after = new HashSet<>(before);
            after.remove(connection);
            return after.isEmpty() ? null : after;
        });
    }

    Set<Connection> of(String channel) {
        return byChannel.getOrDefault(channel, Set.of());
    }

    int channels() {
        return byChannel.size();
    }

    private static Set<Connection> union(Set<Connection> some, Set<Connection> more) {
        Set<Connection> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
