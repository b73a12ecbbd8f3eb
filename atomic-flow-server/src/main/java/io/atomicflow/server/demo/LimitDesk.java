package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import io.atomicflow.LimitSnapshot;
import io.atomicflow.semaphore.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Where the sizes of limits are changed, and where it is known what they were at the start. Any thread may call. */
public final class LimitDesk {

    /** The largest size that can be asked for. */
    public static final int MAX_PERMITS = 1_000;

    private final AtomicFlow flow;
    private final ConcurrentMap<String, Integer> startPermits = new ConcurrentHashMap<>();

    /** The limits that are there now have their start sizes now. */
    public LimitDesk(AtomicFlow flow) {
        this.flow = flow;
        flow.snapshot().limits().forEach(this::noteStart);
    }

    /** A limit that came later started with the size that it has before anybody changes it here. */
    private void noteStart(LimitSnapshot limit) {
        startPermits.putIfAbsent(limit.key(), limit.permits());
    }

    /** All limits, in the order in which they were made. */
    public List<LimitSnapshot> all() {
        return flow.snapshot().limits();
    }

    /** The limit of this key. */
    public Optional<LimitSnapshot> find(String key) {
        return flow.snapshot(key);
    }

    /** How many permits the limit had at the start. */
    public int startPermits(LimitSnapshot limit) {
        return startPermits.getOrDefault(limit.key(), limit.permits());
    }

    /**
     * Changes a limit. Nobody is let in by one half of the change whom the other half would have kept out.
     *
     * @param permits the new size, or empty to leave it
     * @param paused whether it is to be paused from now on, or null to leave that
     * @return the limit as it is then; empty if there is none of this key
     */
    public Optional<LimitSnapshot> change(String key, OptionalInt permits, @Nullable Boolean paused) {
        Optional<LimitSnapshot> before = find(key);
        if (before.isEmpty()) {
            return before;
        }
        noteStart(before.get());
        Limit limit = flow.limit(key, before.get().permits());
        if (Boolean.TRUE.equals(paused)) {
            limit.pause();
        }
        permits.ifPresent(limit::resize);
        if (Boolean.FALSE.equals(paused)) {
            limit.resume();
        }
        return find(key);
    }

    /** Gives every limit the size that it had at the start, and pauses none. */
    void reset() {
        startPermits.forEach((key, permits) -> change(key, OptionalInt.of(permits), false));
        all().stream().filter(LimitSnapshot::paused).forEach(limit -> change(limit.key(), OptionalInt.empty(), false));
    }
}
