package io.atomicflow.semaphore;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that a limit let somebody in. Closing gives it back; the first close counts, each further one changes nothing
 * and is {@linkplain Limit#closedTwice() counted}.
 *
 * <p><b>Thread-safety:</b> may be handed to another thread and closed there.
 *
 * <p><b>Memory ordering:</b> what was written before {@link #close()} is visible to whoever gets the permit next.
 *
 * <p><b>Blocking and interruption:</b> closing never blocks.
 */
public final class Permit implements AutoCloseable {

    private final Limit limit;
    private final long id;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean lost;

    Permit(Limit limit, long id) {
        this.limit = limit;
        this.id = id;
        limit.gate().watch(id, gone -> lost = true);
    }

    /**
     * Returns the number of this permit: higher than that of each permit of the same limit that was given before it,
     * so it can serve as a fencing token.
     *
     * @return the id, above 0
     */
    public long id() {
        return id;
    }

    /**
     * Tells whether this permit is valid no more although it was not closed: only where permits are leases. What is
     * done from then on may happen beside another holder.
     *
     * @return whether it was lost
     */
    public boolean isLost() {
        return lost;
    }

    /** Gives the permit back, the first time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            limit.gate().release(id);
        } else {
            limit.gate().countClosedTwice();
        }
    }
}
