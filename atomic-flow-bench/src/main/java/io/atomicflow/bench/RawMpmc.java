package io.atomicflow.bench;

import java.util.concurrent.RejectedExecutionException;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;

/** A floor: a JCTools queue, and one thread that never sleeps. No limit, no permit, no wake-up, no handle. */
final class RawMpmc implements Contender {

    private final MpmcAtomicArrayQueue<Runnable> queue = new MpmcAtomicArrayQueue<>(SLOTS);
    private volatile boolean closed;

    RawMpmc() {
        Thread.ofPlatform().daemon().name("raw-mpmc").start(this::consume);
    }

    @Override
    public void submit(Runnable body) {
        if (!queue.offer(body)) {
            throw new RejectedExecutionException("the queue is full");
        }
    }

    private void consume() {
        while (!closed) {
            Runnable body = queue.poll();
            if (body == null) {
                Thread.onSpinWait();
            } else {
                body.run();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
