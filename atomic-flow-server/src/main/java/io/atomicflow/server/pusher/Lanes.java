package io.atomicflow.server.pusher;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads that write to sockets when there is much to write; none of them ever waits for a client. */
final class Lanes implements Waves.Sender, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int MOST = 4;

    private final List<ExecutorService> threads;

    Lanes() {
        int lanes = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
        this.threads = IntStream.range(0, lanes)
                .mapToObj(lane -> Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("atomic-flow-send-" + lane).daemon().factory()))
                .toList();
    }

    @Override
    public int lanes() {
        return threads.size();
    }

    @Override
    public void send(int lane, Runnable wave) {
        try {
            threads.get(lane).execute(() -> guarded(wave));
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing is sent any more");
        }
    }

    private static void guarded(Runnable wave) {
        try {
            wave.run();
        } catch (Throwable bug) {
            LOG.error("a wave broke; the next one goes on", bug);
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
    }
}
