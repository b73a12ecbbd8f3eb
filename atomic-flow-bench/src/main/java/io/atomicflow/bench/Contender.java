package io.atomicflow.bench;

import io.atomicflow.AtomicFlow;
import io.atomicflow.semaphore.Limit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Somebody who runs tasks, never more than so many at once. Each is set up as its own guide advises. */
interface Contender extends AutoCloseable {

    /** Hands a body over; it runs on another thread, under the limit. */
    void submit(Runnable body);

    @Override
    void close();

    static Contender named(String name, int limit) {
        return switch (name) {
            case "atomicFlow" -> new Flow(limit);
            case "poolAndSemaphore" -> new Guarded(pool(), limit);
            case "virtualThreadAndSemaphore" -> new Guarded(Executors.newVirtualThreadPerTaskExecutor(), limit);
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }

    /** As many threads and slots as a flow has unless told otherwise. */
    private static ExecutorService pool() {
        return new ThreadPoolExecutor(10, 10, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10_000));
    }

    /** This library, as it comes. */
    final class Flow implements Contender {
        private final AtomicFlow flow = AtomicFlow.create();
        private final Limit limit;

        Flow(int permits) {
            this.limit = flow.limit("bench", permits);
        }

        @Override
        public void submit(Runnable body) {
            flow.submit(limit, body);
        }

        @Override
        public void close() {
            flow.close();
        }
    }

    /** The JDK's way: the task waits for its permit on the thread that it has been given. */
    final class Guarded implements Contender {
        private final ExecutorService executor;
        private final Semaphore semaphore;

        Guarded(ExecutorService executor, int permits) {
            this.executor = executor;
            this.semaphore = new Semaphore(permits);
        }

        @Override
        public void submit(Runnable body) {
            executor.execute(() -> {
                semaphore.acquireUninterruptibly();
                try {
                    body.run();
                } finally {
                    semaphore.release();
                }
            });
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}
