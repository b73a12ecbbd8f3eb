package io.atomicflow.semaphore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A key and a number of permits: how many of its tasks may be in progress together. A semaphore counts, a line keeps
 * those who wait, and this joins the two so that a free permit and a waiter never rest together.
 *
 * {@snippet :
 * Limit billing = flow.limit("billing", 3);
 * Optional<Permit> permit = billing.tryAcquire();
 * if (permit.isPresent()) {
 *     try (Permit held = permit.get()) {
 *         charge(card);
 *     }
 * }
 * }
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what the last holder wrote before it gave a permit back is visible to the next.
 *
 * <p><b>Blocking and interruption:</b> nothing here blocks.
 */
public final class Limit {

    private final String key;
    private final TaskSemaphore semaphore;
    private final WaitList line;
    private final LongAdder closedTwice = new LongAdder();

    /**
     * Makes a limit of its own, without a flow.
     *
     * @param key any string
     * @param semaphore what counts; nobody else may use it from now on
     */
    public Limit(String key, TaskSemaphore semaphore) {
        this.key = Objects.requireNonNull(key, "key");
        this.semaphore = Objects.requireNonNull(semaphore, "semaphore");
        this.line = new WaitList(semaphore);
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
     * Returns how many permits may be held at once.
     *
     * @return the number, 0 or more
     */
    public int permits() {
        return semaphore.permits();
    }

    /**
     * Returns how many permits are held now.
     *
     * @return the number; above {@link #permits()} only after shrinking, until permits come back
     */
    public int held() {
        return semaphore.held();
    }

    /**
     * Returns how many wait for a permit now.
     *
     * @return the number, 0 or more
     */
    public int waiting() {
        return Math.max(0, line.waiting()); // one that leaves may be counted out a moment before it is counted in
    }

    /**
     * Returns how often a permit was closed again after it had been given back, which changed nothing.
     *
     * @return the number of such calls so far
     */
    public long closedTwice() {
        return closedTwice.sum();
    }

    /**
     * Changes the number of permits. Growing lets waiters in now; shrinking takes effect as permits come back; zero
     * holds everybody back.
     *
     * @param permits the new number, 0 or more
     * @throws IllegalArgumentException if the number is negative, or more than the semaphore can count
     */
    public void resize(int permits) {
        semaphore.resize(permits);
        serve();
    }

    /**
     * Takes a permit in the caller's own name, if one is free and nobody waits for it.
     *
     * @return the permit, to be closed; or empty
     */
    public Optional<Permit> tryAcquire() {
        long id = tryEnter();
        return id == TaskSemaphore.NONE ? Optional.empty() : Optional.of(new Permit(this, id));
    }

    /**
     * Takes a permit if one is free and nobody waits for it. The bare form of {@link #tryAcquire()}, which allocates
     * nothing: the caller owes one {@link #release} of the id.
     *
     * @return the id of the permit, or {@link TaskSemaphore#NONE}
     */
    public long tryEnter() {
        return line.waiting() > 0 ? TaskSemaphore.NONE : semaphore.tryAcquire();
    }

    /**
     * Puts a waiter at the end of the line. It is {@linkplain Waiter#grant granted} a permit as soon as it is first
     * and a permit is free, perhaps before this returns.
     *
     * @param waiter who waits; it must be {@linkplain Waiter#isWaiting() waiting} already
     */
    public void enqueue(Waiter waiter) {
        line.add(waiter);
        serve();
    }

    /**
     * Counts out a waiter that has given up: its {@link Waiter#grant} has answered false, or will. To be called once.
     */
    public void leave() {
        line.left();
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
        Waiter first = releaseAndServe(permitId);
        if (first == null) {
            return null;
        }
        Waiter others = first.next;
        first.next = null;
        WaitList.resumeAll(others);
        return first;
    }

    /**
     * Returns those who wait now, first in line first. For rare occasions: it copies the line, and waits for whoever
     * serves it.
     *
     * @return a copy
     */
    public List<Waiter> waiters() {
        List<Waiter> copy = new ArrayList<>();
        WaitList.resumeAll(line.copyTo(copy));
        return copy;
    }

    void countClosedTwice() {
        closedTwice.increment();
    }

    private @Nullable Waiter releaseAndServe(long permitId) {
        if (!semaphore.release(permitId)) {
            closedTwice.increment();
            return null;
        }
        return line.waiting() > 0 ? line.ring() : null;
    }

    private void serve() {
        WaitList.resumeAll(line.ring());
    }
}
