package io.atomicflow.task;

/**
 * The permit of a running task is gone: a semaphore whose permits are leases took it back. The body was interrupted,
 * as somebody else may be let in by now.
 */
public final class PermitLostException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what was lost.
     *
     * @param message in words
     */
    public PermitLostException(String message) {
        super(message);
    }
}
