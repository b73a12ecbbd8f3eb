package io.atomicflow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether there is anybody on whose account a task has to do more than to run: listeners, threads that wait for room or
 * for the end of everything, a flow that is being cancelled. One count for all of them, so that a task that passes a
 * point where it would have to look for each looks only once.
 *
 * <p>Who is one of them counts itself in, then looks at how things are; a task changes how things are, then, after a
 * full fence, looks here. So one of the two sees the other.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
final class Attention {

    private static final VarHandle REASONS;

    static {
        try {
            REASONS = MethodHandles.lookup().findVarHandle(Attention.class, "reasons", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int reasons;

    void oneMore() {
        REASONS.getAndAdd(this, 1);
    }

    void oneLess() {
        REASONS.getAndAdd(this, -1);
    }

    boolean isWanted() {
        return reasons != 0;
    }
}
