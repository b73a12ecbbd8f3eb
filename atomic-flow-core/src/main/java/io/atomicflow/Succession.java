package io.atomicflow;

import io.atomicflow.semaphore.PermitGate;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.worker.Runner;
import org.jspecify.annotations.Nullable;

/**
 * Who comes next on a worker whose body has ended, and with which permit.
 *
 * <p>If the line is empty and the next task of the queue has the same limit, it takes over the permit as it is: to give
 * it back and to take it again would cost more than a short body. The line comes first, so nobody is overtaken.
 *
 * <p>The end of the last task is not known yet while this happens, so nothing here may run anybody's code: a task that
 * takes over has begun, which is one step of its own; any other is only in hand, and begins later.
 */
final class Succession {

    private Succession() {}

    /**
     * Gives the permit of a task back or on.
     *
     * @return who is the worker's to go on with once the end of the task is known; or null
     */
    static @Nullable Waiter after(TaskRun<?> ended, Runner worker) {
        PermitGate gate = ended.gate();
        TaskRun<?> next = gate.mayHandOn() ? ended.engine().poll(worker.nextTurn()) : null;
        if (next == null) {
            return gate.releaseAndTakeNext(ended.permit());
        }
        if (!next.takesOver(ended, worker)) {
            gate.release(ended.permit());
        }
        return next;
    }
}
