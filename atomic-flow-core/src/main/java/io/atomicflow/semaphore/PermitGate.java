package io.atomicflow.semaphore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The working part of a {@link Limit}, for engines: a semaphore counts, a line keeps those who wait, and this joins
 * the two so that a free permit and a waiter never rest together. It deals in bare permit ids and plain objects;
 * whoever has an id owes one {@link #release}.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what the last holder wrote before it gave a permit back is visible to the next.
 *
 * <p><b>Blocking and interruption:</b> nothing here blocks; {@link #tryEnter} and {@link #release} allocate nothing.
 */
public final class PermitGate {

    private static final VarHandle LINE;
    private static final VarHandle CLOSED_TWICE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LINE = lookup.findVarHandle(PermitGate.class, "line", WaitList.class);
            CLOSED_TWICE = lookup.findVarHandle(PermitGate.class, "closedTwice", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskSemaphore semaphore;
    private final LineRules rules;
    private final @Nullable Leases leases;
    private final boolean strict;
    private volatile boolean retired;
    private volatile int closedTwice;

    /**
     * Made when the first one waits: many limits never have a line. Who lines up makes it before it counts itself in.
     */
    private volatile @Nullable WaitList line;

    PermitGate(TaskSemaphore semaphore, LineRules rules) {
        this.semaphore = semaphore;
        this.rules = rules;
        this.strict = semaphore.isStrict();
        this.leases = semaphore.leasesPermits() ? new Leases(semaphore) : null;
        semaphore.connect(new Signals());
    }

    /**
     * Takes a permit if one is free and nobody waits for it.
     *
     * @return the id of the permit, or {@link TaskSemaphore#NONE}
     */
    public long tryEnter() {
        return hasWaiters() ? TaskSemaphore.NONE : semaphore.tryAcquire();
    }

    /**
     * Tells whether a permit that comes back now could be had at once by whoever asks next: nobody waits for it, and it
     * need not vanish. Then its holder may as well hand it on, without giving it back in between.
     *
     * @return whether a holder may do so
     */
    public boolean mayHandOn() {
        return !hasWaiters() && semaphore.mayHandOn();
    }

    /**
     * Puts a waiter at the end of the line. It is {@linkplain Waiter#grant granted} a permit as soon as it is first
     * and a permit is free, perhaps before this returns.
     *
     * @param waiter who waits; it must be {@linkplain Waiter#isWaiting() waiting} already
     */
    public void enqueue(Waiter waiter) {
        line().add(waiter);
        serve();
    }

    /**
     * Tells whether the order of the line is strict: then waiters are {@linkplain #announce announced} when they are
     * queued, and {@linkplain #letNextLineUp called} in that order, instead of lining up by themselves.
     *
     * @return whether it is
     */
    public boolean isStrict() {
        return strict;
    }

    /**
     * In a strict line: one more waiter is going to be announced. Until it stands in line, or {@link #expectOneLess} is
     * called instead, this gate does not {@linkplain #retire retire}; but it may have done so before: ask {@link
     * #isRetired} afterwards.
     */
    public void expectOneMore() {
        line().expect(1);
    }

    /** In a strict line: one of those that were expected does not come. Elsewhere does nothing. */
    public void expectOneLess() {
        WaitList there = line;
        if (there != null) {
            there.expect(-1);
        }
    }

    /**
     * In a strict line: notes that a waiter that was expected will come. It is taken by one of the calls of
     * {@link #letNextLineUp}, of which there must be one for each.
     *
     * @param waiter who will wait
     */
    public void announce(Waiter waiter) {
        line().announce(waiter);
    }

    /**
     * In a strict line: lets the oldest of the announced waiters of a priority line up.
     *
     * @param caller any waiter of that priority
     * @return a waiter that was granted a permit and now is the caller's to run, or null if none is
     */
    public @Nullable Waiter letNextLineUp(Waiter caller) {
        line().letNextLineUp(caller.priority());
        return firstOf(line().ring());
    }

    /**
     * Counts out a waiter that has given up: its {@link Waiter#grant} has answered false, or will. To be called once.
     */
    public void leave() {
        line().left();
    }

    /**
     * Gives a permit back and lets in those who may enter now.
     *
     * @param permitId what {@link #tryEnter} returned or {@link Waiter#grant} was given
     */
    public void release(long permitId) {
        WaitList.resumeAll(releaseAndServe(permitId));
    }

    /**
     * Gives a permit back. The first waiter that may enter now is not resumed, but returned: the caller goes on with
     * it.
     *
     * @param permitId what {@link #tryEnter} returned or {@link Waiter#grant} was given
     * @return a waiter that was granted a permit and now is the caller's to run, or null if none is
     */
    public @Nullable Waiter releaseAndTakeNext(long permitId) {
        return firstOf(releaseAndServe(permitId));
    }

    /**
     * Returns those who wait now: those of the highest priority first, and in each the first in line first. For rare
     * occasions: it copies the line, and waits for whoever serves it.
     *
     * @return a copy
     */
    public List<Waiter> waiters() {
        List<Waiter> copy = new ArrayList<>();
        WaitList there = line;
        if (there != null) {
            WaitList.resumeAll(there.copyTo(copy));
        }
        return copy;
    }

    /**
     * Ends this gate if nobody holds a permit, waits or is expected: from then on it lets nobody in. Who lines up all
     * the same finds out by {@link #isRetired}, asked after {@link #enqueue}, and has to leave.
     *
     * <p>Nobody slips through: a holder is seen here, because no permit is given after the resize. A waiter is
     * counted in, then asks whether the gate is retired; here the mark is set first, then the count is read.
     *
     * @return whether it has ended; if not, it goes on as before
     */
    public boolean retire() {
        retired = true;
        int permits = semaphore.permits();
        boolean ended = false;
        try {
            semaphore.resize(0);
            ended = semaphore.held() == 0 && isDeserted();
        } finally {
            if (!ended) {
                retired = false;
                resize(permits);
            }
        }
        return ended;
    }

    /**
     * Tells whether this gate has ended, or is about to find out whether it can.
     *
     * @return whether it is of no use to line up
     */
    public boolean isRetired() {
        return retired;
    }

    /**
     * Tells whether a permit may be lost while it is held.
     *
     * @return whether it is worth to {@link #watch}; the same at each call
     */
    public boolean leasesPermits() {
        return leases != null;
    }

    /**
     * Asks to be told when a held permit is lost. Does nothing for permits that are not leases.
     *
     * @param permitId the permit
     * @param onLost called at most once, by any thread, perhaps before this returns; must not block
     */
    public void watch(long permitId, LongConsumer onLost) {
        if (leases != null) {
            leases.hold(permitId, onLost);
        }
    }

    /**
     * Tells whether a held permit is still valid.
     *
     * @param permitId the permit
     * @return whether it is; always, unless permits are leases
     */
    public boolean isValid(long permitId) {
        return leases == null || semaphore.isValid(permitId);
    }

    TaskSemaphore semaphore() {
        return semaphore;
    }

    int waiting() {
        WaitList there = line;
        // one that leaves may be counted out a moment before it is counted in
        return there == null ? 0 : Math.max(0, there.waiting());
    }

    void resize(int permits) {
        semaphore.resize(permits);
        serve();
    }

    long closedTwice() {
        return closedTwice;
    }

    void countClosedTwice() {
        CLOSED_TWICE.getAndAdd(this, 1);
    }

    private boolean hasWaiters() {
        WaitList there = line;
        return there != null && there.waiting() > 0;
    }

    private boolean isDeserted() {
        WaitList there = line;
        return there == null || there.isDeserted();
    }

    private WaitList line() {
        WaitList there = line;
        if (there != null) {
            return there;
        }
        WaitList fresh = new WaitList(semaphore, rules);
        WaitList witness = (WaitList) LINE.compareAndExchange(this, null, fresh);
        return witness == null ? fresh : witness;
    }

    private @Nullable Waiter releaseAndServe(long permitId) {
        if (leases != null) {
            leases.release(permitId);
        }
        if (!semaphore.release(permitId)) {
            countClosedTwice();
            return null;
        }
        WaitList there = line;
        return there != null && there.waiting() > 0 ? there.ring() : null;
    }

    private static @Nullable Waiter firstOf(@Nullable Waiter granted) {
        if (granted == null) {
            return null;
        }
        Waiter others = granted.next;
        granted.next = null;
        WaitList.resumeAll(others);
        return granted;
    }

    private void serve() {
        WaitList there = line;
        if (there != null) {
            WaitList.resumeAll(there.ring());
        }
    }

    /** What the semaphore tells us. */
    private final class Signals implements PermitSignals {
        @Override
        public void available() {
            serve();
        }

        @Override
        public void lost(long permitId) {
            if (leases != null) {
                leases.lost(permitId);
            }
        }
    }
}
