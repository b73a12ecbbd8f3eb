package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.PermitGate;
import java.util.concurrent.atomic.AtomicReference;

/** A limit as the flow knows it: with its place in the order, its times, and whether it may go away. */
final class LimitEntry {

    /** Whether a limit may go away when it is idle. */
    private enum Tenure {
        /** Made by a task that named it. */
        EVICTABLE,
        /** Being looked at by the one who evicts: wait a moment. */
        EVICTING,
        /** Gone. */
        EVICTED,
        /** Somebody outside has it in hand. */
        DECLARED
    }

    private static final int ENOUGH_RUNS = 64;

    /** So much weighs a run that was not brisk: if one in ten is slow, the limit is not brisk for long. */
    private static final int ONE_SLOW_RUN = 10;

    /** Below this two workers take longer for two bodies than one: see docs/benchmarks.md. With two looks at a clock. */
    private static final long BRISK_NANOS = 300;

    private final Engine engine;
    private final long order;
    private final Limit limit;
    private final PermitGate gate;
    private final boolean leasesPermits;
    private final RecentTimes waits = new RecentTimes();
    private final RecentTimes runs = new RecentTimes();
    private final AtomicReference<Tenure> tenure = new AtomicReference<>(Tenure.EVICTABLE);
    private volatile boolean touched = true;

    /** How many of its bodies in a row were short, as far as anybody looked. Threads may overwrite each other's. */
    private int shortRuns;

    /** How many ran briskly, up to a bound, less a good number for each that did not. */
    private int briskRuns;

    LimitEntry(Engine engine, long order, Limit limit) {
        this.engine = engine;
        this.order = order;
        this.limit = limit;
        this.gate = limit.gate();
        this.leasesPermits = gate.leasesPermits();
        gate.belongsTo(this);
    }

    Engine engine() {
        return engine;
    }

    long order() {
        return order;
    }

    Limit limit() {
        return limit;
    }

    PermitGate gate() {
        return gate;
    }

    boolean leasesPermits() {
        return leasesPermits;
    }

    RecentTimes waits() {
        return waits;
    }

    RecentTimes runs() {
        return runs;
    }

    /** Whether its bodies were all rather short lately: then it is enough to time a sample of them. */
    boolean isSteady() {
        return shortRuns >= ENOUGH_RUNS;
    }

    /** Whether nearly all were so short that one worker is quicker than two that get in each other's way. */
    boolean isBrisk() {
        return briskRuns >= ENOUGH_RUNS;
    }

    void ran(long nanos, boolean isLong) {
        shortRuns = isLong ? 0 : Math.min(shortRuns + 1, ENOUGH_RUNS);
        briskRuns = nanos > BRISK_NANOS
                ? Math.max(0, briskRuns - ONE_SLOW_RUN)
                : Math.min(briskRuns + 1, 2 * ENOUGH_RUNS);
    }

    void takesLong() {
        shortRuns = 0;
        briskRuns = 0;
    }

    /** Notes that it is in use. Written only when that is news, so that submitters share the cache line. */
    void touch() {
        if (!touched) {
            touched = true;
        }
    }

    /**
     * Hands it to somebody outside: from now on it stays.
     *
     * @return whether it can still be had; if not, it is gone, and another is to be made
     */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    boolean declare() {
        while (true) {
            Tenure now = tenure.get();
            switch (now) {
                case DECLARED -> {
                    return true;
                }
                case EVICTED -> {
                    return false;
                }
                case EVICTING -> Thread.yield(); // decided in a moment, without waiting for anybody
                case EVICTABLE -> {
                    if (tenure.compareAndSet(Tenure.EVICTABLE, Tenure.DECLARED)) {
                        return true;
                    }
                }
            }
        }
    }

    /** Whether the limit has ended: another one of its key is to be asked. */
    boolean hasEnded() {
        return tenure.get() == Tenure.EVICTED;
    }

    /** The same for somebody who found its gate retired: waits until it is decided. */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    boolean endsAfterAll() {
        while (tenure.get() == Tenure.EVICTING) {
            Thread.yield(); // as in declare
        }
        return hasEnded();
    }

    /** Ends the limit if nobody used it since the last call, holds a permit of it or waits for one. */
    boolean evictIfIdle() {
        if (touched) {
            touched = false;
            return false;
        }
        if (limit.held() > 0 || limit.waiting() > 0 || limit.isPaused()
                || !tenure.compareAndSet(Tenure.EVICTABLE, Tenure.EVICTING)) {
            return false;
        }
        boolean gone = false;
        try {
            gone = !touched && gate.retire();
        } finally {
            tenure.set(gone ? Tenure.EVICTED : Tenure.EVICTABLE);
        }
        return gone;
    }

    LimitSnapshot snapshot(long now) {
        return new LimitSnapshot(
                limit.key(), limit.permits(), limit.held(), limit.waiting(), limit.isPaused(), waits.read(now),
                runs.read(now));
    }
}
