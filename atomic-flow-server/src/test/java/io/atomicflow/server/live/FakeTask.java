package io.atomicflow.server.live;

import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskState;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that is where the test says it is. */
final class FakeTask {

    final long id;
    volatile TaskState state;
    volatile int attempt = 1;
    private final AtomicInteger explained = new AtomicInteger();

    FakeTask(long id, TaskState state) {
        this.id = id;
        this.state = state;
    }

    TaskHandle<?> handle() {
        return (TaskHandle<?>) Proxy.newProxyInstance(
                FakeTask.class.getClassLoader(), new Class<?>[]{TaskHandle.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "id" -> id;
                        case "name" -> "a \"task\"";
                        case "limit" -> "2";
                        case "state" -> state;
                        case "attempt" -> attempt;
                        case "explain" -> "explained " + explained.incrementAndGet();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
