package io.atomicflow.server.door;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the connections that have not asked for anything yet, one by one and all together.
 *
 * <p><b>Thread-safety:</b> for any number of threads; one lock is held for a look into a map.
 */
final class Waiting {

    private final int max;
    private final int maxEach;
    private final Map<IpAddress, Integer> each = new HashMap<>();
    private int all;

    Waiting(int max, int maxEach) {
        this.max = max;
        this.maxEach = maxEach;
    }

    /** Counts one more, if there is room for it. */
    synchronized boolean tryAdd(IpAddress client, boolean manyInOne) {
        int before = each.getOrDefault(client, 0);
        if (all >= max || (before >= maxEach && !manyInOne)) {
            return false;
        }
        all++;
        each.put(client, before + 1);
        return true;
    }

    synchronized void remove(IpAddress client) {
        all--;
        each.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }

    synchronized int all() {
        return all;
    }

    synchronized int clients() {
        return each.size();
    }
}
