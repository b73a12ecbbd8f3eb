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

    private static final ThreadLocal<Queue<Runnable>> BEGUN = new ThreadLocal<>();

    private Endings() {}

    static void run(Runnable ending) {
        Queue<Runnable> waiting = BEGUN.get();
        if (waiting != null) {
            waiting.add(ending);
            return;
        }
        Queue<Runnable> more = new ArrayDeque<>(2);
        BEGUN.set(more);
        try {
            for (Runnable next = ending; next != null; next = more.poll()) {
                guarded(next);
            }
        } finally {
            BEGUN.remove();
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
