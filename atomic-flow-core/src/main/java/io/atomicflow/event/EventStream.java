package io.atomicflow.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from any number of publishers to each listener, in one order for all.
 *
 * <pre>
 * Mechanism. One ring for all listeners, each with a place of its own in it. A publisher draws a number, then puts
 * its event into the slot of that number; it never looks at the listeners' places, so the slowest of them costs it
 * nothing. A listener that is overtaken finds a newer number in the slot it wanted, and knows how many it missed.
 * Events are immutable and carry their number, so a reader cannot see half of one. This is the LMAX Disruptor's ring
 * without its gate: we lose old events instead of making publishers wait.
 *
 * A publisher that is held up between drawing and putting may itself be overtaken by a whole round; it then finds a
 * newer event in its slot and leaves it there.
 * </pre>
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time. <b>Blocking:</b> none blocks.
 */
public final class EventStream {

    /** What a listener's thread has to run, and how to take the listener away again. */
    public sealed interface Loop extends Runnable, ListenerRegistration permits ListenerLoop {}

    private static final AtomicReferenceArray<@Nullable TaskEvent> NO_RING = new AtomicReferenceArray<>(0);

    private final int size;
    private final AtomicLong next = new AtomicLong();
    private final List<ListenerLoop> loops = new CopyOnWriteArrayList<>();
    private volatile AtomicReferenceArray<@Nullable TaskEvent> ring = NO_RING;
    private volatile boolean listenedTo;
    private volatile boolean closed;
    private final Runnable onFirst;
    private final Runnable onLast;

    /**
     * Makes a stream that nobody listens to yet.
     *
     * @param buffer how many events a listener may fall behind before it loses some, 2 or more; rounded up to a power
     *     of two
     * @throws IllegalArgumentException if the buffer is below 2 or above 2^30
     */
    public EventStream(int buffer) {
        this(buffer, () -> {}, () -> {});
    }

    /**
     * Makes a stream that nobody listens to yet.
     *
     * @param buffer how many events a listener may fall behind before it loses some, 2 or more; rounded up to a power
     *     of two
     * @param onFirst called when somebody listens where nobody did
     * @param onLast called when nobody listens any more
     * @throws IllegalArgumentException if the buffer is below 2 or above 2^30
     */
    public EventStream(int buffer, Runnable onFirst, Runnable onLast) {
        this.onFirst = onFirst;
        this.onLast = onLast;
        if (buffer < 2 || buffer > 1 << 30) {
            throw new IllegalArgumentException("event buffer must be 2 to 2^30, was " + buffer);
        }
        this.size = Integer.highestOneBit(buffer - 1) << 1;
    }

    /**
     * Adds a listener: it is told what is published from now on. The first one makes the ring.
     *
     * @param listener who wants to know
     * @return what a thread of its own has to run; it ends after {@link #close}, once the listener was told everything
     */
    public synchronized Loop add(FlowListener listener) {
        if (ring.length() == 0) {
            ring = new AtomicReferenceArray<>(size);
        }
        ListenerLoop loop = new ListenerLoop(this, listener, next.get());
        loops.add(loop);
        listen(true);
        if (closed) {
            loop.stop();
        }
        return loop;
    }

    synchronized void remove(ListenerLoop loop) {
        loops.remove(loop);
        listen(!loops.isEmpty());
    }

    private void listen(boolean isAnybodyThere) {
        if (listenedTo != isAnybodyThere) {
            (isAnybodyThere ? onFirst : onLast).run();
            listenedTo = isAnybodyThere;
        }
    }

    /**
     * Tells whether anybody listens. If not, there is no need to make events.
     *
     * @return whether there is a listener
     */
    public boolean hasListeners() {
        return listenedTo;
    }

    /**
     * Publishes an event. Only once there has been a listener.
     *
     * @param event makes the event of a given sequence number; must not fail
     */
    public void publish(LongFunction<TaskEvent> event) {
        long sequence = next.getAndIncrement();
        put(event.apply(sequence), sequence);
        for (ListenerLoop loop : loops) {
            loop.wakeIfAsleep();
        }
    }

    /**
     * Returns what each listener's thread has to run.
     *
     * @return one loop a listener
     */
    public List<? extends Loop> loops() {
        return loops;
    }

    /** Lets each loop end once it has nothing more to tell. Nothing may be published after this. */
    public synchronized void close() {
        closed = true;
        loops.forEach(ListenerLoop::stop);
    }

    long published() {
        return next.get();
    }

    int size() {
        return size;
    }

    @Nullable
    TaskEvent slotOf(long sequence) {
        return ring.get((int) sequence & (size - 1));
    }

    /**
     * What lies in the slot is from a whole round ago, and in nobody's cache by now. So it is not asked how old it is, if
     * that is clear anyway: it was there before anybody had drawn the number of the next round.
     */
    @SuppressWarnings("ReferenceEquality") // a CAS compares references
    private void put(TaskEvent event, long sequence) {
        AtomicReferenceArray<@Nullable TaskEvent> slots = ring;
        int slot = (int) sequence & (size - 1);
        TaskEvent seen = slots.get(slot);
        boolean isOlder = next.get() <= sequence + size; // read after the slot
        while (isOlder || seen == null || seen.sequence() < sequence) {
            isOlder = false;
            TaskEvent witness = slots.compareAndExchange(slot, seen, event);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }
}
