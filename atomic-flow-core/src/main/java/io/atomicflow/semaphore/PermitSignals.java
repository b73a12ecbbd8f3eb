package io.atomicflow.semaphore;

/**
 * What a {@link TaskSemaphore} whose permits live elsewhere tells its limit.
 *
 * <p><b>Thread-safety:</b> both methods may be called by any thread at any time, but not from inside a method of the
 * semaphore. <b>Blocking:</b> neither blocks.
 */
public interface PermitSignals {

    /** A permit may be had now: the line asks again. */
    void available();

    /**
     * A permit that is held is valid no more. Its holder is told: a body is interrupted and ends as failed with a
     * {@link io.atomicflow.task.PermitLostException}, or is tried again; a {@link Permit} answers {@link
     * Permit#isLost()}. When the holder gives it back, {@link TaskSemaphore#release} is called as always.
     *
     * @param permitId the permit; one that is not held is ignored
     */
    void lost(long permitId);
}
