package io.atomicflow.semaphore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counting part of a semaphore, in the same object as the rest of it, so that a limit is on as few cache lines as
 * can be: how many permits were ever given, and how many came back: the difference is held. Both only grow, so the
 * first one also numbers the permits, and to take or to return one is a single atomic step.
 *
 * <pre>
 * given: bit 63 "is being resized", bits 48..62 how often it was, bits 0..47 how many were given.
 *
 * Why no more are held than there may be. Who takes reads "given", then how many there may be, then how many came back;
 * then it raises "given" by CAS. If the CAS succeeds nothing was given in between, and what came back in between only
 * makes room. A resize marks "given" before it changes the number, and leaves another value behind: so whoever has seen
 * the old number finds that its CAS fails.
 *
 * Why it is none only if there was none: at the moment at which the number was read, at least as many had been given as
 * were seen before, and not more had come back than were seen after. If more had come back than were seen to be given
 * (others were faster), the difference is below zero, and the CAS fails.
 * </pre>
 *
 * <p>48 bits last 325 days at ten million permits a second. Then the numbers begin again; what is held stays right.
 */
abstract class PermitCount {

    private static final long RESIZING = Long.MIN_VALUE;
    private static final long ONE_RESIZE = 1L << 48;
    private static final long COUNT = ONE_RESIZE - 1;
    private static final int VERSION_BITS = 16;

    private static final VarHandle GIVEN;
    private static final VarHandle RETURNED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            GIVEN = lookup.findVarHandle(PermitCount.class, "given", long.class);
            RETURNED = lookup.findVarHandle(PermitCount.class, "returned", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long given;
    private volatile long returned;
    private volatile int permits;

    PermitCount(int permits) {
        this.permits = checked(permits);
    }

    /** Returns the number of the permit, from 1, or 0 if there is none. */
    final long take() {
        long seen = given;
        while (true) {
            if (seen < 0) {
                seen = awaitResize();
                continue;
            }
            int most = permits;
            if ((seen - returned) << VERSION_BITS >> VERSION_BITS >= most) {
                return 0;
            }
            long witness = (long) GIVEN.compareAndExchange(this, seen, seen + 1);
            if (witness == seen) {
                return (seen & COUNT) + 1;
            }
            seen = witness;
        }
    }

    /** Answers false, and changes nothing, if none is held. */
    final boolean giveBack() {
        long seen = returned;
        while ((given - seen & COUNT) != 0) {
            long witness = (long) RETURNED.compareAndExchange(this, seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    final void count(int wanted) {
        int size = checked(wanted);
        long seen = given;
        while (seen < 0 || !GIVEN.compareAndSet(this, seen, seen | RESIZING)) {
            seen = awaitResize();
        }
        permits = size;
        given = seen + ONE_RESIZE & ~RESIZING; // nobody else changes it while it is marked
    }

    /** Returns the number of the permit that was given last. */
    final long lastGiven() {
        return given & COUNT;
    }

    /** Whether no more are held than there are: not so for a while after a limit has shrunk. */
    final boolean isWithinBounds() {
        return held() <= permits;
    }

    public final int permits() {
        return permits;
    }

    public final int held() {
        while (true) {
            long seen = given;
            long back = returned;
            if (((seen ^ given) & COUNT) == 0) {
                return (int) (seen - back & COUNT); // at the moment at which "returned" was read
            }
            Thread.onSpinWait();
        }
    }

    /** It takes two instructions, but who is at it may have lost its processor. */
    @SuppressWarnings("ThreadPriorityCheck") // or be a virtual thread that needs our carrier
    private long awaitResize() {
        long now = given;
        while (now < 0) {
            Thread.yield();
            now = given;
        }
        return now;
    }

    private static int checked(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("permits must be 0 or more, was " + permits);
        }
        return permits;
    }
}
