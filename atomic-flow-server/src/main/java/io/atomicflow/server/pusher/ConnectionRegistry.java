package io.atomicflow.server.pusher;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is connected, never more than so many.
 *
 * <p><b>Thread-safety:</b> any thread may call. A place is taken before its connection can be seen, and given back
 * exactly once, by whoever removes it: so the bound is exact however the threads interleave.
 */
final class ConnectionRegistry {

    private final int maxConnections;
    private final AtomicInteger places;
    private final ConcurrentMap<String, Connection> connections = new ConcurrentHashMap<>();

    ConnectionRegistry(int maxConnections) {
        this.maxConnections = maxConnections;
        this.places = new AtomicInteger(maxConnections);
    }

    /** False if all places are taken. */
    boolean add(Connection connection) {
        if (places.getAndUpdate(free -> free == 0 ? 0 : free - 1) == 0) {
            return false;
        }
        connections.put(connection.id(), connection);
        return true;
    }

    /** True for the one call that ended its presence. */
    boolean remove(Connection connection) {
        boolean wasThere = connections.remove(connection.id(), connection);
        if (wasThere) {
            places.incrementAndGet();
        }
        return wasThere;
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    int size() {
        return maxConnections - places.get();
    }

    Collection<Connection> all() {
        return List.copyOf(connections.values());
    }
}
