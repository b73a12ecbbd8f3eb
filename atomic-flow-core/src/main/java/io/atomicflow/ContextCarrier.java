package io.atomicflow;

import java.util.concurrent.Callable;

/**
 * Takes something that belongs to the submitting thread along to the body. What SLF4J's MDC holds is taken along
 * without one.
 *
 * {@snippet file="io/atomicflow/Examples.java" region="carrier"}
 *
 * <p><b>Thread-safety:</b> {@link #wrap} may be called by any thread at any time. What it returns is called by one
 * thread at a time, once for each attempt.
 */
@FunctionalInterface
public interface ContextCarrier {

    /**
     * Looks at the context of the calling thread, the submitter, and returns a body that runs the given one within it.
     *
     * @param body what to run within the context
     * @return a body that puts the context in place, calls the given one once, and puts back what was there
     */
    Callable<Object> wrap(Callable<Object> body);
}
