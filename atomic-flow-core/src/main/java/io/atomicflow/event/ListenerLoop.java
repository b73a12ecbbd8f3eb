package io.atomicflow.event;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener everything, in order, on a thread of its own.
 *
 * <p>When there is nothing to tell it first naps a few times, and only then sleeps until it is woken. So a publisher
 * in a steady stream never has to wake anybody: that costs many times as much as the event itself.
 */
final class ListenerLoop implements EventStream.Loop {

    private static final Logger log = LoggerFactory.getLogger(ListenerLoop.class);
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int NAPS = 20;

    private final EventStream stream;
    private final FlowListener listener;
    private volatile @Nullable Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;
    private volatile boolean removed;
    private final AtomicLong dropped = new AtomicLong();
    private long place;
    private long failures;

    ListenerLoop(EventStream stream, FlowListener listener, long place) {
        this.stream = stream;
        this.listener = listener;
        this.place = place;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        int naps = 0;
        while (true) {
            if (removed) {
                return;
            }
            if (tellNext()) {
                naps = 0;
            } else if (closed && place == stream.published()) {
                return;
            } else if (naps < NAPS) {
                naps++;
                LockSupport.parkNanos(this, NAP_NANOS);
            } else {
                sleep();
                naps = 0;
            }
        }
    }

    void wakeIfAsleep() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Ends once everything was told. */
    void stop() {
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        removed = true;
        stream.remove(this);
        stop();
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    /** Sets the flag first, then looks once more: a publisher puts its event first, then looks at the flag. */
    private void sleep() {
        asleep = true;
        while (asleep && !closed && !isReady(stream.slotOf(place))) {
            LockSupport.park(this);
            boolean ignored = Thread.interrupted(); // with the flag up no thread can park
        }
        asleep = false;
    }

    /** Tells the next event, if it is there. */
    private boolean tellNext() {
        TaskEvent event = stream.slotOf(place);
        long sequence = event == null ? -1 : event.sequence();
        if (event == null || sequence < place) {
            return false;
        }
        if (sequence > place) {
            skipWhatIsLost();
            return true;
        }
        place++;
        guarded(() -> listener.onEvent(event));
        return true;
    }

    private boolean isReady(@Nullable TaskEvent event) {
        return event != null && event.sequence() >= place;
    }

    /**
     * We were overtaken. Jumping to the middle of the ring, not to its end, leaves room to catch up before the next
     * time.
     */
    private void skipWhatIsLost() {
        long goOnAt = Math.max(place + 1, stream.published() - stream.size() / 2);
        long lost = goOnAt - place;
        dropped.addAndGet(lost);
        place = goOnAt;
        guarded(() -> listener.onDropped(lost));
    }

    /** The policy for listeners that throw: go on, and say so at the first, second, fourth … time. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            failures++;
            if (Long.bitCount(failures) == 1) {
                log.warn("Listener {} threw, {} times so far", listener, failures, e);
            }
        }
    }
}
