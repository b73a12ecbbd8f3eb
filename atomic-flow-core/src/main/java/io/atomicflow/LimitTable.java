package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.LineRules;
import io.atomicflow.semaphore.Semaphores;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a flow by their keys, and in the order in which they were made.
 *
 * <p>A limit that a task made by naming it goes away when it has been idle for long. One that was handed out stays: as
 * somebody may hold on to it, there could otherwise be two of one key.
 */
final class LimitTable {

    private final ConcurrentHashMap<String, LimitEntry> entries = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final Engine engine;
    private final Semaphores semaphores;
    private final LineRules rules;

    LimitTable(Engine engine, Semaphores semaphores, LineRules rules) {
        this.engine = engine;
        this.semaphores = semaphores;
        this.rules = rules;
    }

    /** Finds the limit, or makes it, for somebody who may keep it. */
    Limit declare(String key, int permits) {
        LimitEntry entry = findOrMake(key, permits);
        while (!entry.declare()) {
            entry = findOrMake(key, permits);
        }
        return entry.limit();
    }

    /** Finds the limit, if it is there, for somebody who may keep it. */
    @Nullable
    Limit declared(String key) {
        LimitEntry entry = find(key);
        return entry != null && entry.declare() ? entry.limit() : null;
    }

    /**
     * Finds the limit, or makes it, for a task. Its semaphore is made outside of the table's locks, as it is somebody
     * else's code.
     */
    LimitEntry findOrMake(String key, int permits) {
        LimitEntry known = find(key);
        if (known != null) {
            known.touch();
            if (!known.hasEnded()) {
                return known;
            }
            entries.remove(key, known); // whoever ended it is about to do the same
        }
        Limit limit = new Limit(key, Objects.requireNonNull(semaphores.create(permits), "semaphore"), rules);
        LimitEntry fresh = new LimitEntry(engine, made.getAndIncrement(), limit);
        LimitEntry other = entries.putIfAbsent(key, fresh);
        return other == null ? fresh : other;
    }

    @Nullable
    LimitEntry find(String key) {
        return entries.get(Objects.requireNonNull(key, "key"));
    }

    /** Lets go of those that were not used since the last call and are idle. */
    void evictIdle() {
        for (LimitEntry entry : entries.values()) {
            if (entry.evictIfIdle()) {
                entries.remove(entry.limit().key(), entry);
            }
        }
    }

    Stream<LimitEntry> all() {
        return entries.values().stream().sorted(Comparator.comparingLong(LimitEntry::order));
    }

    List<LimitSnapshot> snapshot() {
        long now = rules.clock().nanoTime();
        return all().map(entry -> entry.snapshot(now)).toList();
    }
}
