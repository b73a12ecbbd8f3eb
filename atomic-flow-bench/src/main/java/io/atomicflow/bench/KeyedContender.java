package io.atomicflow.bench;

import io.atomicflow.Admission;
import io.atomicflow.AtomicFlow;
import io.atomicflow.semaphore.Limit;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Somebody who runs tasks under many limits, which are numbered from 0 and all of one size. */
interface KeyedContender extends AutoCloseable {

    /** Hands a body over; it runs on another thread, under the limit of that number. */
    void submit(int key, Runnable body);

    /**
     * Counts the tasks of a limit that wait for their permit. Where a task needs a thread to wait with, those that have
     * none yet count too, whatever their limit.
     */
    int waiting(int key);

    /** Lets nobody in any more. What runs goes on. */
    void pause(int key);

    /** Undoes one {@link #pause}. */
    void resume(int key);

    /** Ends when all tasks have; no limit may be paused then. */
    @Override
    void close();

    static KeyedContender named(String name, int keys, int permits) {
        return switch (name) {
            case "atomicFlow" -> new Flow(keys, permits);
            case "poolAndSemaphore" -> pool(keys, permits);
            case "virtualThreadAndSemaphore" ->
                new Guarded(Executors.newVirtualThreadPerTaskExecutor(), () -> 0, keys, permits);
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }

    /** As many threads and slots as a flow has unless told otherwise. */
    private static KeyedContender pool(int keys, int permits) {
        ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(10_000);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(10, 10, 0, TimeUnit.SECONDS, queue);
        return new Guarded(pool, queue::size, keys, permits);
    }

    /** This library, as it comes; a submitter that is ahead of the workers waits for room. */
    final class Flow implements KeyedContender {
        private final AtomicFlow flow = AtomicFlow.builder().onFull(Admission.block(Duration.ofMinutes(1))).build();
        private final Limit[] limits;

        Flow(int keys, int permits) {
            this.limits = new Limit[keys];
            for (int key = 0; key < keys; key++) {
                limits[key] = flow.limit("bench-" + key, permits);
            }
        }

        @Override
        public void submit(int key, Runnable body) {
            flow.submit(limits[key], body);
        }

        @Override
        public int waiting(int key) {
            return limits[key].waiting();
        }

        @Override
        public void pause(int key) {
            limits[key].pause();
        }

        @Override
        public void resume(int key) {
            limits[key].resume();
        }

        @Override
        public void close() {
            flow.close();
        }
    }

    /** The JDK's way: the task waits for its permit on the thread that it has been given. */
    final class Guarded implements KeyedContender {
        private final ExecutorService executor;
        private final IntSupplier withoutThread;
        private final Door[] doors;

        Guarded(ExecutorService executor, IntSupplier withoutThread, int keys, int permits) {
            this.executor = executor;
            this.withoutThread = withoutThread;
            this.doors = new Door[keys];
            for (int key = 0; key < keys; key++) {
                doors[key] = new Door(permits);
            }
        }

        @Override
        public void submit(int key, Runnable body) {
            Semaphore semaphore = doors[key];
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
        public int waiting(int key) {
            return doors[key].getQueueLength() + withoutThread.getAsInt();
        }

        @Override
        public void pause(int key) {
            doors[key].shut();
        }

        @Override
        public void resume(int key) {
            doors[key].open();
        }

        @Override
        public void close() {
            executor.close();
        }
    }

    /** A semaphore that can be paused: {@code reducePermits} is for heirs only. */
    final class Door extends Semaphore {
        private static final long serialVersionUID = 1;

        private final int size;

        Door(int permits) {
            super(permits);
            this.size = permits;
        }

        void shut() {
            reducePermits(size);
        }

        void open() {
            release(size);
        }
    }
}
