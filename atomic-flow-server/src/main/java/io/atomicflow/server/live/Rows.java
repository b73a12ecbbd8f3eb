package io.atomicflow.server.live;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The latest of each of several numbered things, and in which frame it changed last. For one thread at a time. */
final class Rows<T> {

    private final Map<Integer, Row<T>> rows = new TreeMap<>();

    /** Takes in how one of them is. True if that is news. */
    boolean put(int index, T value, long frame) {
        Row<T> before = rows.get(index);
        if (before != null && before.value().equals(value)) {
            return false;
        }
        rows.put(index, new Row<>(index, value, frame));
        return true;
    }

    Collection<Row<T>> all() {
        return rows.values();
    }

    Collection<Row<T>> changedSince(long frame) {
        return rows.values().stream().filter(row -> row.changedIn() >= frame).toList();
    }

    record Row<T>(int index, T value, long changedIn) {}
}
