package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.Semaphores;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The limits of a flow by their keys, and in the order in which they were made. */
final class LimitTable {

    private record Entry(long order, Limit limit) {}

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final Semaphores semaphores;

    LimitTable(Semaphores semaphores) {
        this.semaphores = semaphores;
    }

    /**
     * Finds the limit, or makes it. Its semaphore is made outside of the table's locks, as it is somebody else's
     * code.
     */
    Limit findOrMake(String key, int permits) {
        Limit known = find(key);
        if (known != null) {
            return known;
        }
        Limit fresh = new Limit(key, Objects.requireNonNull(semaphores.create(permits), "semaphore"));
        Entry other = entries.putIfAbsent(key, new Entry(made.getAndIncrement(), fresh));
        return other == null ? fresh : other.limit;
    }

    @Nullable
    Limit find(String key) {
        Entry entry = entries.get(Objects.requireNonNull(key, "key"));
        return entry == null ? null : entry.limit;
    }

    List<Limit> all() {
        return entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::order))
                .map(Entry::limit)
                .toList();
    }

    List<LimitSnapshot> snapshot() {
        return all().stream()
                .map(limit -> new LimitSnapshot(limit.key(), limit.permits(), limit.held(), limit.waiting()))
                .toList();
    }
}
