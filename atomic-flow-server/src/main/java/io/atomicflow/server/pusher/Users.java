package io.atomicflow.server.pusher;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who is signed in, on which connections. Any thread may call; each user's set is replaced as a whole. */
final class Users {

    private final ConcurrentMap<String, Set<Connection>> byId = new ConcurrentHashMap<>();

    void signedIn(String id, Connection connection) {
        byId.merge(id, Set.of(connection), (some, more) -> {
            Set<Connection> all = new HashSet<>(some);
            all.addAll(more);
            return all;
        });
    }

    void gone(String id, Connection connection) {
        byId.computeIfPresent(id, (known, before) -> {
            Set<Connection> after = new HashSet<>(before);
            after.remove(connection);
            return after.isEmpty() ? null : after;
        });
    }

    Set<Connection> of(String id) {
        return byId.getOrDefault(id, Set.of());
    }
}
