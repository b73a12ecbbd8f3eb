package io.atomicflow.worker;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * The only place that starts threads: it knows all threads of one flow that run, so that none is left behind.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 */
public final class FlowThreads {

    private static final long SHORT_NANOS = 50_000;

    private final Set<Thread> services = ConcurrentHashMap.newKeySet();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /** Makes an owner that has no threads yet. */
    public FlowThreads() {}

    /**
     * Starts a thread of a given kind.
     *
     * @param factory makes the thread
     * @param body what it does
     * @return the running thread
     * @throws NullPointerException if the factory makes none
     */
    public Thread start(ThreadFactory factory, Runnable body) {
        Thread thread = Objects.requireNonNull(
                factory.newThread(() -> {
                    try {
                        body.run();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                }),
                "the thread factory returned null");
        running.add(thread);
        try {
            thread.start();
        } catch (Throwable e) {
            running.remove(thread);
            throw e;
        }
        return thread;
    }

    /**
     * Starts a platform thread that serves the flow itself. Platform, so that bodies which compute on every carrier
     * of the virtual threads cannot hold it up; a daemon, so that it keeps no JVM alive.
     *
     * @param name what to call the thread
     * @param body what it does
     * @return the running thread
     */
    public Thread startService(String name, Runnable body) {
        return start(Thread.ofPlatform().daemon().name(name).factory(), () -> {
            services.add(Thread.currentThread());
            try {
                body.run();
            } finally {
                services.remove(Thread.currentThread());
            }
        });
    }

    /**
     * Tells whether the calling thread serves the flow itself: then it must not run anybody else's code, such as a
     * thread factory.
     *
     * @return whether {@link #startService} has started it
     */
    public boolean isServiceThread() {
        return services.contains(Thread.currentThread());
    }

    /**
     * Starts a virtual thread for somebody else's code, which must not hold up ours.
     *
     * @param name what to call the thread
     * @param body what it does
     * @return the running thread
     */
    public Thread startVirtual(String name, Runnable body) {
        return start(Thread.ofVirtual().name(name).factory(), body);
    }

    /**
     * Waits for all threads to end, other than the calling one.
     *
     * @param atMost how long to wait for all of them together
     * @return whether all have ended
     */
    public boolean join(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        boolean all = true;
        for (Thread thread : running) {
            boolean ended = thread.equals(Thread.currentThread());
            while (!ended) {
                try {
                    ended = joinStarted(thread, deadline);
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            all &= ended;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return all;
    }

    /** Somebody may be just about to start it: then it cannot be joined yet. */
    private boolean joinStarted(Thread thread, long deadline) throws InterruptedException {
        while (thread.getState() == Thread.State.NEW) {
            if (!running.contains(thread)) {
                return true; // it could not be started
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(this, SHORT_NANOS);
        }
        return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
}
