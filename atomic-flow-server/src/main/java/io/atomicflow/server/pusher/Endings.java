package io.atomicflow.server.pusher;

import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections one after the other. The end of one is told to others, and that may be the end of those too: what
 * comes up within an ending waits until that one is done, so that a chain of any length does not grow the stack.
 *
 * <p><b>Thread-safety:</b> any thread may call; each does its own endings itself, before it returns from its first.
 */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final ThreadLocal<Queue<Runnable>> begun = new ThreadLocal<>();

    void run(Runnable ending) {
        Queue<Runnable> waiting = begun.get();
        if (waiting != null) {
            waiting.add(ending);
            return;
        }
        Queue<Runnable> more = new ArrayDeque<>(2);
        begun.set(more);
        try {
            for (Runnable next = ending; next != null; next = more.poll()) {
                guarded(next);
            }
        } finally {
            begun.remove();
        }
    }

    private static void guarded(Runnable ending) {
        try {
            ending.run();
        } catch (Throwable bug) {
            LOG.error("the end of a connection broke; the next one goes on", bug);
        }
    }
}
