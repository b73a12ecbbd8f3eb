package io.atomicflow.semaphore;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A key and a number of permits: how many of its tasks may be in progress together. The same permits serve code that
 * wants one in its own thread.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="permit"}
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what the last holder wrote before it gave a permit back is visible to the next.
 *
 * <p><b>Blocking and interruption:</b> only {@link #acquire()} and {@link #tryAcquire(Duration)} wait. A thread that
 * gives up, by time or interrupt, leaves nothing behind in the line. Inside a task's body a wait is allowed; another
 * thread works in its place.
 */
public final class Limit {

    private static final long FOR_EVER = Long.MAX_VALUE >> 1;

    private final String key;
    private final LineRules rules;
    private final PermitGate gate;
    private final Size size;
    private @Nullable Object owner;

    /**
     * Makes a limit of its own, without a flow.
     *
     * @param key any string
     * @param semaphore what counts; nobody else may use it from now on
     */
    public Limit(String key, TaskSemaphore semaphore) {
        this(key, semaphore, LineRules.DEFAULT);
    }

    /**
     * Makes a limit of its own, without a flow.
     *
     * @param key any string
     * @param semaphore what counts; nobody else may use it from now on
     * @param rules clock and aging
     */
    public Limit(String key, TaskSemaphore semaphore, LineRules rules) {
        this.key = Objects.requireNonNull(key, "key");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.gate = new PermitGate(Objects.requireNonNull(semaphore, "semaphore"), rules);
        this.size = new Size(gate);
    }

    /**
     * Returns the name of the limit.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * Returns how many permits may be held at once. While the limit is {@linkplain #isPaused() paused}: how many it
     * will be when it is resumed.
     *
     * @return the number, 0 or more
     */
    public int permits() {
        return size.permits();
    }

    /**
     * Returns how many permits are held now.
     *
     * @return the number; above {@link #permits()} only after shrinking, until permits come back
     */
    public int held() {
        return gate.semaphore().held();
    }

    /**
     * Returns how many wait for a permit now.
     *
     * @return the number, 0 or more
     */
    public int waiting() {
        return gate.waiting();
    }

    /**
     * Returns how often a permit was closed again after it had been given back, which changed nothing.
     *
     * @return the number of such calls so far
     */
    public long closedTwice() {
        return gate.closedTwice();
    }

    /**
     * Changes the number of permits. Never blocks. Growing lets waiters in now; shrinking takes effect as permits come
     * back; zero holds everybody back. A limit that is paused stays so, and has the new size when it is resumed.
     *
     * @param permits the new number, 0 or more
     * @throws IllegalArgumentException if the number is negative, or more than the semaphore can count
     */
    public void resize(int permits) {
        size.resize(permits);
    }

    /** Lets nobody in any more until {@link #resume()}. Who holds a permit keeps it. Never blocks. */
    public void pause() {
        size.pause();
    }

    /** Lets as many in again as before {@link #pause()}, at once. Does nothing if the limit is not paused. */
    public void resume() {
        size.resume();
    }

    /**
     * Tells whether the limit is paused.
     *
     * @return whether {@link #pause()} was called, and {@link #resume()} not since
     */
    public boolean isPaused() {
        return size.isPaused();
    }

    /**
     * Waits for a permit.
     *
     * @return the permit, to be closed
     * @throws InterruptedException if the calling thread is interrupted before it has the permit
     */
    public Permit acquire() throws InterruptedException {
        Permit permit = acquireWithin(FOR_EVER);
        while (permit == null) { // a century and a half has passed
            permit = acquireWithin(FOR_EVER);
        }
        return permit;
    }

    /**
     * Takes a permit if one is free and nobody waits for it. Never waits.
     *
     * @return the permit, to be closed; or empty
     */
    public Optional<Permit> tryAcquire() {
        long id = gate.tryEnter();
        return id == TaskSemaphore.NONE ? Optional.empty() : Optional.of(new Permit(this, id));
    }

    /**
     * Waits for a permit, but not for ever.
     *
     * @param atMost how long to wait; zero or less takes one only if it is free
     * @return the permit, to be closed; or empty if there was none in time
     * @throws InterruptedException if the calling thread is interrupted before it has the permit
     */
    public Optional<Permit> tryAcquire(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(
                acquireWithin(Math.clamp(TimeUnit.NANOSECONDS.convert(atMost), 0, FOR_EVER)));
    }

    /**
     * Asks for a permit without waiting: no thread is held up. The future stands in line like anybody else. To cancel
     * it, or to let it {@linkplain CompletableFuture#orTimeout time out}, is to leave the line; if the permit came
     * first it is given back.
     *
     * @return a future of the permit, to be closed; what depends on it runs on the future's default executor, unless
     *     the permit was free
     */
    public CompletableFuture<Permit> acquireAsync() {
        Optional<Permit> free = tryAcquire();
        if (free.isPresent()) {
            return CompletableFuture.completedFuture(free.get());
        }
        FutureWaiter waiter = new FutureWaiter(this);
        gate.enqueue(waiter);
        return waiter.future();
    }

    /**
     * Returns the working part, for engines.
     *
     * @return the gate
     */
    public PermitGate gate() {
        return gate;
    }

    /**
     * Notes to whom this limit belongs, for engines, so that it can be found from here. To be called once, before
     * anybody else knows the limit.
     *
     * @param theOwner anything
     */
    public void belongsTo(Object theOwner) {
        owner = theOwner;
    }

    /**
     * Returns to whom this limit belongs, for engines.
     *
     * @return what {@link #belongsTo} was given, if it was called
     */
    public @Nullable Object owner() {
        return owner;
    }

    @Override
    public String toString() {
        return "Limit[" + key + ", " + held() + " of " + permits() + " held, " + waiting() + " waiting]";
    }

    private @Nullable Permit acquireWithin(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before asking for a permit of '" + key + "'");
        }
        long id = gate.tryEnter();
        if (id == TaskSemaphore.NONE && nanos > 0) {
            long deadline = rules.clock().nanoTime() + nanos;
            ThreadWaiter waiter = new ThreadWaiter();
            rules.blocking().begin();
            try {
                gate.enqueue(waiter);
                id = waiter.await(gate, rules.clock(), deadline);
            } finally {
                rules.blocking().end();
            }
        }
        return id == TaskSemaphore.NONE ? null : new Permit(this, id);
    }
}
