package io.atomicflow.server.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each limit a small number, for good. Any thread may ask. */
final class LimitIndex {

    private final ConcurrentMap<String, Integer> indexes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    int of(String key) {
        Integer known = indexes.get(key);
        return known != null ? known : indexes.computeIfAbsent(key, newcomer -> next.getAndIncrement());
    }
}
