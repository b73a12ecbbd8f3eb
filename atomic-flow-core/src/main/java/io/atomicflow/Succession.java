package io.atomicflow;

import io.atomicflow.semaphore.PermitGate;
import io.atomicflow.semaphore.Waiter;
import io.atomicflow.worker.Runner;
import org.jspecify.annotations.Nullable;

/**
 * Who runs next on a worker whose body has ended, and with which permit.
 *
 * <p>If the line is empty and the next task of the queue has the same limit, it takes over the permit as it is: to give
 * it back and to take it again would cost more than a short body. The line comes first, so nobody is overtaken. The next
 * task has begun when this returns, and its worker goes to it as soon as the end of the last one is known; so this is
 * not for ends that run anybody else's code.
 */
final class Succession {

    private Succession() {}

    /**
     * Gives the permit of a task back or on.
     *
     * @return a task that has begun, for the worker to go on with; or null
     */
    static @Nullable TaskRun<?> after(TaskRun<?> ended, Runner runner) {
        PermitGate gate = ended.gate();
        TaskRun<?> next = gate.mayHandOn() ? ended.engine().nextTask(runner.nextTurn()) : null;
        if (next == null) {
            return first(gate.releaseAndTakeNext(ended.permit()), runner);
        }
        if (next.takesOver(ended, runner)) {
            return next;
        }
        gate.release(ended.permit());
        return next.begin(runner);
    }

    private static @Nullable TaskRun<?> first(@Nullable Waiter granted, Runner runner) {
        if (granted == null) {
            return null;
        }
        TaskRun<?> task = Engine.taskOf(granted);
        if (task == null) {
            granted.resume(); // a thread or a future
            return null;
        }
        return task.begin(runner);
    }
}
