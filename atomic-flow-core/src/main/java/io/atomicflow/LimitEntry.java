package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.PermitGate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

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

    private static final VarHandle TENURE;

    static {
        try {
            TENURE = MethodHandles.lookup().findVarHandle(LimitEntry.class, "tenure", Tenure.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Engine engine;
    private final long order;
    private final Limit limit;
    private final PermitGate gate;
    private final boolean leasesPermits;
    private final boolean isStrict;
    private final RecentTimes waits = new RecentTimes();
    private final RecentTimes runs = new RecentTimes();
    private volatile Tenure tenure = Tenure.EVICTABLE;
    private volatile boolean touched = true;

    private final Pace pace;

    LimitEntry(Engine engine, long order, Limit limit) {
        this.engine = engine;
        this.pace = new Pace(engine.pace());
        this.order = order;
        this.limit = limit;
        this.gate = limit.gate();
        this.leasesPermits = gate.leasesPermits();
        this.isStrict = gate.isStrict();
        limit.belongsTo(this);
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

    /** Whether the order of its line is strict. */
    boolean isStrict() {
        return isStrict;
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

    /** Whether it is worth a look at the clock, before and after, how long the body of that task runs. */
    boolean timesRunOf(long taskId) {
        return !pace.isSteady() || pace.isSample(taskId);
    }

    /** Notes how long the body of that task ran: each that ran long, and of the others a sample. */
    void ran(long taskId, long nanos, long now) {
        if (pace.isSample(taskId)) {
            runs.add(nanos, pace.weightOf(nanos), now);
        } else if (Pace.isLong(nanos)) {
            runs.add(nanos, 1, now);
        }
        pace.ran(nanos);
    }

    /** How long its bodies run. */
    Pace pace() {
        return pace;
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
            Tenure now = tenure;
            switch (now) {
                case DECLARED -> {
                    return true;
                }
                case EVICTED -> {
                    return false;
                }
                case EVICTING -> Thread.yield(); // decided in a moment, without waiting for anybody
                case EVICTABLE -> {
                    if (TENURE.compareAndSet(this, Tenure.EVICTABLE, Tenure.DECLARED)) {
                        return true;
                    }
                }
            }
        }
    }

    /** Whether the limit has ended: another one of its key is to be asked. */
    boolean hasEnded() {
        return tenure == Tenure.EVICTED;
    }

    /** The same for somebody who found its gate retired: waits until it is decided. */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    boolean endsAfterAll() {
        while (tenure == Tenure.EVICTING) {
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
                || !TENURE.compareAndSet(this, Tenure.EVICTABLE, Tenure.EVICTING)) {
            return false;
        }
        boolean gone = false;
        try {
            gone = !touched && gate.retire();
        } finally {
            tenure = gone ? Tenure.EVICTED : Tenure.EVICTABLE;
        }
        return gone;
    }

    LimitSnapshot snapshot(long now) {
        return new LimitSnapshot(
                limit.key(), limit.permits(), limit.held(), limit.waiting(), limit.isPaused(), waits.read(now),
                runs.read(now));
    }
}
