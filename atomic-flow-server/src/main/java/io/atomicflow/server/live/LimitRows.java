package io.atomicflow.server.live;

import io.atomicflow.LimitSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest of each limit, and in which frame it changed last. For one thread at a time. */
final class LimitRows {

    private final LimitIndex indexes;
    private final Map<Integer, Row> rows = new TreeMap<>();

    LimitRows(LimitIndex indexes) {
        this.indexes = indexes;
    }

    /** Takes in what the flow says of its limits. True if any of them changed. */
    boolean update(List<LimitSnapshot> limits, long frame) {
        boolean changed = false;
        for (LimitSnapshot limit : limits) {
            int index = indexes.of(limit.key());
            Row before = rows.get(index);
            if (before == null || !before.limit().equals(limit)) {
                rows.put(index, new Row(index, limit, frame));
                changed = true;
            }
        }
        return changed;
    }

    Collection<Row> all() {
        return rows.values();
    }

    Collection<Row> changedSince(long frame) {
        return rows.values().stream().filter(row -> row.changedIn() >= frame).toList();
    }

    record Row(int index, LimitSnapshot limit, long changedIn) {}
}
