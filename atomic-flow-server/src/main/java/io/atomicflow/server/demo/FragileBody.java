package io.atomicflow.server.demo;

import io.atomicflow.server.demo.LoadBody.LoadFailure;
import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskContext;
import java.util.function.BooleanSupplier;

/** A body that throws in the end if something that it needs is broken by then. */
record FragileBody(LoadBody body, BooleanSupplier broken) implements TaskBody<Long> {

    @Override
    public Long run(TaskContext context) throws InterruptedException, LoadFailure {
        Long result = body.run(context);
        if (broken.getAsBoolean()) {
            throw new LoadFailure(context.taskId());
        }
        return result;
    }
}
