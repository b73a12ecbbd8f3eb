package io.atomicflow.bench;

import io.atomicflow.Admission;
import io.atomicflow.AtomicFlow;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Tasks that wait for a permit of one limit, and can be cancelled one by one. */
interface WaitingTasks extends AutoCloseable {

    /** Hands one over, and returns what cancels it. */
    Runnable submit(Runnable body);

    /** Counts those that wait for their permit. */
    int waiting();

    /** Gives the limit, which has none at first, one permit more. */
    void letOneIn();

    @Override
    void close();

    static WaitingTasks named(String name) {
        return switch (name) {
            case "atomicFlow" -> new Flow();
            case "virtualThreadAndSemaphore" -> new Threads();
            default -> throw new IllegalArgumentException("nobody is called " + name);
        };
    }

    /** So many tasks that wait, and what cancels each. */
    default List<Runnable> fill(int tasks) {
        List<Runnable> cancels = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            cancels.add(submit(() -> {}));
        }
        Await.until(() -> waiting() >= tasks);
        return cancels;
    }

    /** This library. */
    final class Flow implements WaitingTasks {
        private final AtomicFlow flow = AtomicFlow.builder().onFull(Admission.block(Duration.ofMinutes(1))).build();
        private final Limit limit = flow.limit("bench", 0);

        @Override
        public Runnable submit(Runnable body) {
            TaskHandle<?> handle = flow.submit(limit, body);
            return handle::cancel;
        }

        @Override
        public int waiting() {
            return limit.waiting();
        }

        @Override
        public void letOneIn() {
            limit.resize(limit.permits() + 1);
        }

        @Override
        public void close() {
            flow.close();
        }
    }

    /** A virtual thread each, which an interrupt takes out of the line. */
    final class Threads implements WaitingTasks {
        private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        private final Semaphore semaphore = new Semaphore(0);

        @Override
        public Runnable submit(Runnable body) {
            Future<?> future = executor.submit(() -> {
                semaphore.acquire();
                try {
                    body.run();
                } finally {
                    semaphore.release();
                }
                return null;
            });
            return () -> future.cancel(true);
        }

        @Override
        public int waiting() {
            return semaphore.getQueueLength();
        }

        @Override
        public void letOneIn() {
            semaphore.release();
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}
