package io.atomicflow.server.pusher;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a presence channel. A user is there while at least one of its connections is, and what is told of it is
 * what the first one told. Guarded by its channel.
 */
final class Members {

    private final Map<Connection, String> ids = new HashMap<>();
    private final Map<String, Present> present = new LinkedHashMap<>();

    /** True if this is the user's first connection. */
    boolean join(Connection connection, Member member) {
        ids.put(connection, member.id());
        Present before = present.get(member.id());
        if (before != null) {
            present.put(member.id(), new Present(before.member(), before.connections() + 1));
            return false;
        }
        present.put(member.id(), new Present(member, 1));
        return true;
    }

    /** The user, if this was its last connection. */
    Optional<Member> leave(Connection connection) {
        String id = ids.remove(connection);
        Present before = id == null ? null : present.get(id);
        if (id == null || before == null) {
            return Optional.empty();
        }
        if (before.connections() > 1) {
            present.put(id, new Present(before.member(), before.connections() - 1));
            return Optional.empty();
        }
        present.remove(id);
        return Optional.of(before.member());
    }

    /** The user of this connection. */
    Optional<Member> of(Connection connection) {
        return Optional.ofNullable(ids.get(connection)).map(present::get).map(Present::member);
    }

    boolean contains(String id) {
        return present.containsKey(id);
    }

    int size() {
        return present.size();
    }

    Collection<Member> all() {
        return present.values().stream().map(Present::member).toList();
    }

    private record Present(Member member, int connections) {}
}
